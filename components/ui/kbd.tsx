"use client";
import { useSyncExternalStore } from "react";
import { classes } from "#components/ui/classes";

const isMac = () => /^(Mac|iP)/.test(navigator.platform);
const nothingToHear = () => () => {};

/** Keys to press: `keys="g i"` one after the other, `keys="Ctrl+K"` together (⌘K on a Mac). */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  const mac = useSyncExternalStore(nothingToHear, isMac, () => false);
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
          {mac ? key.replace("Ctrl+", "⌘") : key}
        </kbd>
      ))}
    </span>
  );
}
