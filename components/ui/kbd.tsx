import { classes } from "#components/ui/classes";

/** Keys to press: `keys="g i"` one after the other, `keys="Ctrl+K"` together. */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className={classes(
            "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border px-1 text-xs leading-none",
            inverse ? "border-bg/30 text-bg" : "border-line-strong bg-sunken text-muted",
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
