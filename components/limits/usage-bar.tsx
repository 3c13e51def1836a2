import { TriangleAlert } from "lucide-react";
import { Bar } from "#components/ui/bar";

export interface UsageBarProps {
  used: number;
  /** Null for no limit: then there is no bar. */
  max: number | null;
  /** The numbers as words. */
  format: (value: number) => string;
}

/** How much of a limit is used: numbers, and a small bar where there is a limit; amber when little is left. */
export function UsageBar({ used, max, format }: UsageBarProps) {
  const isFull = max !== null && used >= max;
  return (
    <span className="flex min-w-0 flex-col gap-1 tabular-nums">
      <span className="flex items-center gap-1 text-sm whitespace-nowrap">
        {isFull ? <TriangleAlert className="size-3.5 shrink-0 text-danger" aria-hidden="true" /> : null}
        <span className={isFull ? "text-danger" : undefined}>{format(used)}</span>
        {max === null ? null : <span className="text-subtle">of {format(max)}</span>}
        {isFull ? <span className="sr-only">, the limit is reached</span> : null}
      </span>
      {max === null ? null : <Bar share={used / max} warnAt={0.8} dangerAt={1} />}
    </span>
  );
}
