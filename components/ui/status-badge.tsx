import { classes } from "#components/ui/classes";
import { type Status, StatusMark } from "#components/ui/status-mark";

/** The word for a status, and for what a running build is doing. */
export const STATUS_WORD: Record<
  Status | "resolving" | "building" | "pushing" | "recording" | "canceling",
  string
> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  canceled: "Canceled",
  never: "Not built",
  resolving: "Resolving",
  building: "Building",
  pushing: "Pushing",
  recording: "Recording",
  canceling: "Canceling",
};

const WORD_COLOUR: Record<Status, string> = {
  queued: "text-muted",
  running: "text-accent font-medium",
  succeeded: "text-success",
  failed: "text-danger font-medium",
  canceled: "text-subtle line-through",
  never: "text-subtle",
};

export interface StatusBadgeProps {
  /** `never` for an image without any build. */
  status: Status;
  phase?: "resolving" | "building" | "pushing" | "recording" | null;
  cancelRequested?: boolean;
  className?: string;
}

/** A build's status: a shape, a word and a colour. */
export function StatusBadge({ status, phase, cancelRequested, className }: StatusBadgeProps) {
  const open = status === "queued" || status === "running";
  const word = open && cancelRequested ? "canceling" : status === "running" && phase ? phase : status;
  return (
    <span className={classes("inline-flex items-center gap-1.5 align-middle whitespace-nowrap", className)}>
      <StatusMark status={status} />
      <span className={WORD_COLOUR[status]}>{STATUS_WORD[word]}</span>
    </span>
  );
}
