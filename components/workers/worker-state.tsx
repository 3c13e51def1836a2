import { classes } from "#components/ui/classes";
import { TimeAgo } from "#components/ui/time-ago";
import { WorkerMark } from "#components/workers/worker-mark";
import { formatDuration } from "#lib/format/format-duration";
import type { Worker, WorkerTrouble } from "#lib/workers/schemas";

const TROUBLE: Record<WorkerTrouble, string> = {
  engine: "Engine away",
  disk: "Disk full",
  database: "Newer database",
};

const TONE: Record<Worker["condition"], string> = {
  taking: "text-success",
  paused: "text-warning",
  draining: "text-warning",
  drained: "text-muted",
  trouble: "text-danger font-medium",
  stopped: "text-subtle",
  gone: "text-danger font-medium",
};

/** So far a clock may be off before anyone is told; nothing depends on it, for times are the database's. */
export const CLOCK_MS = 5000;

/** What a worker does about builds, by shape and word, and what is wrong beside. */
export function WorkerState({ worker }: { worker: Worker }) {
  const { condition, trouble } = worker;
  const alsoWrong = trouble !== null && condition !== "trouble";
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 align-middle">
      <span className={classes("inline-flex items-center gap-1.5 whitespace-nowrap", TONE[condition])}>
        <WorkerMark condition={condition} />
        <span>
          <StateWord worker={worker} />
        </span>
      </span>
      {alsoWrong ? <span className="text-sm whitespace-nowrap text-danger">{TROUBLE[trouble]}</span> : null}
      <ClockOffset ms={worker.details?.clockOffsetMs ?? 0} />
    </span>
  );
}

function StateWord({ worker }: { worker: Worker }) {
  const { condition, trouble, busy, lastSeenAt } = worker;
  switch (condition) {
    case "taking":
      return "Taking builds";
    case "paused":
      return busy > 0 ? `Paused, ${busy} left` : "Paused";
    case "draining":
      return `Draining, ${busy} left`;
    case "drained":
      return "Drained";
    case "trouble":
      return TROUBLE[trouble ?? "engine"];
    case "stopped":
      return (
        <>
          Stopped <TimeAgo time={lastSeenAt} />
        </>
      );
    case "gone":
      return (
        <>
          Gone, seen <TimeAgo time={lastSeenAt} />
        </>
      );
  }
}

function ClockOffset({ ms }: { ms: number }) {
  if (Math.abs(ms) < CLOCK_MS) return null;
  return <span className="text-sm whitespace-nowrap text-warning">{describeOffset(ms)}</span>;
}

/** "Clock 42 s ahead" */
export function describeOffset(ms: number): string {
  return `Clock ${formatDuration(Math.abs(ms), true)} ${ms > 0 ? "ahead" : "behind"}`;
}
