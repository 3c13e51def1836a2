import { classes } from "#components/ui/classes";

export type Status = "queued" | "running" | "succeeded" | "failed" | "canceled" | "never";

const COLOUR: Record<Status, string> = {
  queued: "text-subtle",
  running: "text-accent",
  succeeded: "text-success",
  failed: "text-danger",
  canceled: "text-subtle",
  never: "text-subtle",
};

/** A status as a shape of its own, so that colour is never alone: hidden from screen readers. */
export function StatusMark({ status, className }: { status: Status; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      className={classes("size-4 shrink-0", COLOUR[status], className)}
    >
      {SHAPE[status]}
    </svg>
  );
}

const line = {
  stroke: "currentColor",
  strokeWidth: 1.75,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const cut = { ...line, stroke: "var(--bg-raised)" };

const SHAPE = {
  queued: <circle cx="8" cy="8" r="5.75" stroke="currentColor" strokeWidth="1.5" />,
  running: (
    <>
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path
        d="M8 2a6 6 0 0 1 6 6"
        {...line}
        strokeWidth="2"
        className="ember"
        style={{ transformBox: "view-box" }}
      />
      <circle cx="8" cy="8" r="2.25" fill="currentColor" />
    </>
  ),
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="currentColor" />
      <path d="m5.25 8.25 1.9 1.9 3.6-4" {...cut} />
    </>
  ),
  failed: (
    <>
      <path d="M5.2 1.25h5.6l3.95 3.95v5.6l-3.95 3.95H5.2L1.25 10.8V5.2z" fill="currentColor" />
      <path d="m5.75 5.75 4.5 4.5m0-4.5-4.5 4.5" {...cut} />
    </>
  ),
  canceled: (
    <>
      <circle cx="8" cy="8" r="5.75" stroke="currentColor" strokeWidth="1.5" />
      <path d="m4.25 11.75 7.5-7.5" {...line} strokeWidth="1.5" />
    </>
  ),
  never: <circle cx="8" cy="8" r="5.75" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.32" />,
};
