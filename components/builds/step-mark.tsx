import type { StepState } from "#components/builds/display-steps";
import { classes } from "#components/ui/classes";
import { type Status, StatusMark } from "#components/ui/status-mark";

/** The word for a step's state. */
export const STEP_WORD: Record<StepState, string> = {
  waiting: "Waiting",
  running: "Running",
  succeeded: "Done",
  cached: "Cached",
  failed: "Failed",
  stopped: "Stopped",
  skipped: "Not run",
};

const STATUS: Partial<Record<StepState, Status>> = {
  waiting: "queued",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  stopped: "canceled",
  skipped: "never",
};

/** A step's state as a shape: cached is the tick without its disc, since nothing was baked. */
export function StepMark({ state, className }: { state: StepState; className?: string }) {
  const status = STATUS[state];
  if (status) return <StatusMark status={status} className={className} />;
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      className={classes("size-4 shrink-0 text-subtle", className)}
    >
      <path
        d="m3.5 8.5 3 3 6-7"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
