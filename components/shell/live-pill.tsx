"use client";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useLiveChanges } from "#components/shell/use-live-changes";

const PATIENCE_MS = 2000;

/** Keeps pages live, and says so quietly when that is not possible just now. */
export function LivePill({ readAfter }: { readAfter: string }) {
  const away = useLiveChanges(readAfter);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!away) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 flex justify-center">
      {shown ? (
        <span className="flex items-center gap-2 rounded-full border border-line-strong bg-raised px-3 py-1.5 text-sm text-muted shadow-pop">
          <WifiOff className="size-4 text-warning" aria-hidden="true" />
          Reconnecting…
        </span>
      ) : null}
    </div>
  );
}
