import { classes } from "#components/ui/classes";

/** With more than this a row of squares says less than the number. */
const DRAWN = 16;

/** How many builds a worker runs of those it may: a small square each, filled where one runs. */
export function Slots({ busy, concurrency }: { busy: number; concurrency: number }) {
  const count = Math.max(busy, concurrency);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      {count <= DRAWN ? (
        <span aria-hidden="true" className="inline-flex gap-0.5">
          {Array.from({ length: count }, (_, slot) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the squares are all alike
              key={slot}
              className={classes(
                "size-2.5 rounded-[2px] border",
                slot < busy ? "border-accent bg-accent" : "border-control",
              )}
            />
          ))}
        </span>
      ) : null}
      <span className="text-muted tabular-nums">
        {busy} of {concurrency}
      </span>
    </span>
  );
}
