"use client";
import { useQuery } from "@tanstack/react-query";
import { Callout } from "#components/ui/callout";
import { orpc } from "#lib/api/query";

const HELP = {
  noWorker: "See whether a worker runs and reaches its engine: its log says why if not.",
  noneTakes:
    "The list says why of each: paused ones are to be resumed, the others go on by themselves when they are well.",
  littleRoom: "When it is full nothing can be recorded any more. Make room, or give it a larger one.",
  database: "Nothing new can be recorded until it is well again.",
};

/** What keeps builds of the whole instance from going on, or soon will; live. */
export function InstanceProblems() {
  const { data: health } = useQuery(orpc.health.get.queryOptions());
  if (!health || health.problems.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {health.problems.map(({ code, text }) => (
        <Callout key={text} tone="warning" title={text}>
          {HELP[code]}
        </Callout>
      ))}
    </div>
  );
}
