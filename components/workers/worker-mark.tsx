import type { ReactNode } from "react";
import type { Worker } from "#lib/workers/schemas";

const line = {
  stroke: "currentColor",
  strokeWidth: 1.75,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const ring = <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="1.5" />;

const SHAPE: Record<Worker["condition"], ReactNode> = {
  taking: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  paused: (
    <>
      {ring}
      <path d="M6.25 5.75v4.5m3.5-4.5v4.5" {...line} />
    </>
  ),
  draining: (
    <>
      {ring}
      <path d="M8 5v5.5m-2.25-2L8 10.75l2.25-2.25" {...line} />
    </>
  ),
  drained: (
    <>
      {ring}
      <path d="M5.5 8h5" {...line} />
    </>
  ),
  trouble: (
    <>
      <path d="M8 1.5 15 14H1z" fill="currentColor" />
      <path d="M8 6v3.5m0 2.1v.1" {...line} stroke="var(--bg-raised)" />
    </>
  ),
  stopped: <rect x="3" y="3" width="10" height="10" rx="1.5" stroke="currentColor" strokeWidth="1.5" />,
  gone: (
    <>
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.5" />
      <path d="m6 6 4 4m0-4-4 4" {...line} />
    </>
  ),
};

/** What a worker does about builds as a shape of its own, so that colour is never alone; in the colour of the word beside it, and hidden from screen readers. */
export function WorkerMark({ condition }: { condition: Worker["condition"] }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true" className="size-4 shrink-0">
      {SHAPE[condition]}
    </svg>
  );
}
