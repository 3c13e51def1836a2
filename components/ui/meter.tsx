import { Bar } from "#components/ui/bar";
import { classes } from "#components/ui/classes";

export interface MeterProps {
  /** What is measured: "Load". */
  label: string;
  /** The numbers as words. */
  text: string;
  /** From 0 to 1. */
  share: number;
  /** From here on it is amber, and from there on red. */
  warnAt?: number;
  dangerAt?: number;
}

/** A figure with a small bar. */
export function Meter({ label, text, share, warnAt = 0.85, dangerAt = 0.95 }: MeterProps) {
  return (
    <span className="inline-flex min-w-0 flex-col gap-0.5 text-xs tabular-nums">
      <span className="flex gap-1.5 whitespace-nowrap">
        <span className="text-subtle">{label}</span>
        <span className={classes(share >= dangerAt ? "text-danger" : "text-muted")}>{text}</span>
      </span>
      <Bar share={share} warnAt={warnAt} dangerAt={dangerAt} />
    </span>
  );
}
