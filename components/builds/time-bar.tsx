import type { StepState } from "#components/builds/display-steps";
import type { TimeAxis } from "#components/builds/time-axis";
import { classes } from "#components/ui/classes";

const LOOK: Record<StepState | "queue" | "shortened queue" | "slowest", string> = {
  queue: "inset-y-0 rounded-full border border-control",
  "shortened queue": "inset-y-0 rounded-full border border-dashed border-control",
  waiting: "hidden",
  skipped: "hidden",
  cached: "top-1/2 h-px bg-control",
  succeeded: "inset-y-0 rounded-full bg-control",
  slowest: "inset-y-0 rounded-full bg-muted",
  running: "inset-y-0 rounded-full bg-accent",
  failed: "inset-y-0 rounded-full bg-danger",
  stopped: "inset-y-0 rounded-full bg-control opacity-60",
};

export interface TimeBarProps {
  axis: TimeAxis;
  /** In milliseconds since the epoch; null draws nothing. */
  from: number | null;
  to: number | null;
  look: keyof typeof LOOK;
}

/** When something went on, on the axis of its build; never thinner than can be seen. */
export function TimeBar({ axis, from, to, look }: TimeBarProps) {
  const start = from === null ? 0 : axis.at(from);
  const end = to === null ? start : axis.at(to);
  return (
    <span aria-hidden="true" className="relative mt-1 block h-1">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {from === null ? null : (
        <span
          // The server's clock is not the browser's.
          suppressHydrationWarning
          className={classes("absolute min-w-1", LOOK[look])}
          style={{ left: `min(${start * 100}%, calc(100% - 0.25rem))`, width: `${(end - start) * 100}%` }}
        />
      )}
    </span>
  );
}
