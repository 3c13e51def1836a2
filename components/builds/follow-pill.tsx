"use client";
import { ArrowDownToLine } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";

/** Goes back to the end of a log that goes on; says how many lines came since it was left. */
export function FollowPill({ total, onFollow }: { total: number; onFollow: () => void }) {
  const [before] = useState(total);
  const count = Math.max(0, total - before);
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        variant="primary"
        size="sm"
        icon={<ArrowDownToLine />}
        onClick={onFollow}
        className="pointer-events-auto rounded-full! px-3! shadow-pop"
      >
        Follow
        {count > 0 ? (
          <span className="font-normal tabular-nums">
            · {count.toLocaleString("en-US")} new {count === 1 ? "line" : "lines"}
          </span>
        ) : null}
      </Button>
    </div>
  );
}
