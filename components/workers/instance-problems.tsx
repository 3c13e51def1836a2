"use client";
import { useQuery } from "@tanstack/react-query";
import { Callout } from "#components/ui/callout";
import { orpc } from "#lib/api/query";
import type { Problem } from "#lib/instance/schemas";

const HELP: Record<Problem["code"], string> = {
  noWorker: "See whether a worker runs and reaches its engine: its log says why if not.",
  noneTakes:
    "The list says why of each: paused ones are to be resumed, the others go on by themselves when they are well.",
  someTrouble: "The list says what is wrong with it; the others build meanwhile.",
  littleRoom: "When it is full nothing can be recorded any more. Make room, or give it a larger one.",
  database: "Nothing new can be recorded until it is well again.",
  connections: "Beyond that nobody is let in. Raise max_connections, or run fewer processes.",
  registry: "Images wait to be pushed, and those that it refuses fail. Look at the registry.",
};

/** What keeps builds of the whole instance from going on, or soon will; administrators are told more. Live. */
export function InstanceProblems({ isAdmin }: { isAdmin: boolean }) {
  const details = useQuery(orpc.health.details.queryOptions({ enabled: isAdmin }));
  // Also where the database, which the details need, does not answer.
  const health = useQuery(orpc.health.get.queryOptions({ enabled: !isAdmin || details.isError }));
  const problems = (details.isError ? undefined : details.data?.problems) ?? health.data?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {problems.map(({ code, text }) => (
        <Callout key={text} tone="warning" title={text}>
          {HELP[code]}
        </Callout>
      ))}
    </div>
  );
}
