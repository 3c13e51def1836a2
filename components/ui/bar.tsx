import { classes } from "#components/ui/classes";

export interface BarProps {
  /** From 0 to 1; more is drawn as all. */
  share: number;
  /** From here on it is amber, and from there on red. */
  warnAt: number;
  dangerAt: number;
}

/** How full something is, drawn; the numbers stand beside it, for it says nothing to screen readers. */
export function Bar({ share, warnAt, dangerAt }: BarProps) {
  const colour = share >= dangerAt ? "bg-danger" : share >= warnAt ? "bg-warning" : "bg-muted";
  return (
    <span
      aria-hidden="true"
      className="block h-1 w-full max-w-48 min-w-20 overflow-hidden rounded-full bg-line"
    >
      <span
        className={classes("block h-full rounded-full", colour)}
        style={{ width: `${Math.min(100, Math.max(share * 100, share > 0 ? 3 : 0))}%` }}
      />
    </span>
  );
}
