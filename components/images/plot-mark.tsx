import type { BuildStatus } from "#lib/builds/schemas";

const COLOUR: Record<BuildStatus, string> = {
  queued: "var(--fg-subtle)",
  running: "var(--accent)",
  succeeded: "var(--success)",
  failed: "var(--danger)",
  canceled: "var(--fg-subtle)",
};

export interface PlotMarkProps {
  x: number;
  y: number;
  status: BuildStatus;
  isShown: boolean;
}

/** A build in a plot: a disc for a good one, a cross for a failed one, a ring for what goes on, a stroke for canceled. */
export function PlotMark({ x, y, status, isShown }: PlotMarkProps) {
  const colour = COLOUR[status];
  return (
    <g transform={`translate(${x} ${y})`}>
      {/* What the pointer has to meet is larger than what is seen. */}
      <circle r="11" fill="transparent" />
      {isShown ? <circle r="8" fill="none" stroke={colour} /> : null}
      {status === "succeeded" ? (
        <circle r="4" fill={colour} />
      ) : status === "failed" ? (
        <path d="m-3.5-3.5 7 7m0-7-7 7" stroke={colour} strokeWidth="2.25" strokeLinecap="round" />
      ) : status === "canceled" ? (
        <path d="m-3 3 6-6" stroke={colour} strokeWidth="2.25" strokeLinecap="round" />
      ) : (
        <circle r="3.5" fill="var(--bg-raised)" stroke={colour} strokeWidth="2" />
      )}
    </g>
  );
}
