import { classes } from "#components/ui/classes";

/** A grey shape where something will stand; seen only when it takes more than 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classes("skeleton-delay block rounded-sm bg-line", className)} />
  );
}

const WIDTHS = ["w-2/5", "w-1/2", "w-1/3", "w-3/5"];

/** The shape of a list. */
export function SkeletonRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="flex h-14 items-center gap-4 border-b border-line px-4 last:border-0">
          <Skeleton className="size-4 rounded-full!" />
          <Skeleton className={classes("h-3", WIDTHS[row % WIDTHS.length])} />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
