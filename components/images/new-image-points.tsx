"use client";
import { Check } from "lucide-react";
import { classes } from "#components/ui/classes";
import { startingPoints } from "#lib/dockerfile/starting-points";
import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

/** What a new image can begin as, to pick from. */
export function NewImagePoints({
  picked,
  onPick,
}: {
  picked: string;
  onPick: (point: StartingPoint) => void;
}) {
  return (
    // On a phone they lie beside each other, so that the form begins on the first screen.
    <ul className="grid gap-2 max-sm:-mx-4 max-sm:grid-flow-col max-sm:auto-cols-[15rem] max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-2 sm:grid-cols-2 lg:grid-cols-3">
      {startingPoints.map((point) => {
        const isPicked = point.id === picked;
        return (
          <li key={point.id} className="flex">
            <button
              type="button"
              aria-pressed={isPicked}
              onClick={() => onPick(point)}
              className={classes(
                "flex w-full flex-col rounded-lg border px-3.5 py-3 text-left transition-colors",
                isPicked
                  ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
                  : "border-line-strong bg-raised hover:border-control hover:bg-hover",
              )}
            >
              <span className="flex w-full items-center justify-between gap-2">
                <span className="font-medium">{point.title}</span>
                {isPicked ? <Check className="size-4 text-accent" aria-hidden="true" /> : null}
              </span>
              <span className="mt-0.5 text-sm text-muted">{point.summary}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
