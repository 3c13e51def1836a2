"use client";
import { Check } from "lucide-react";
import { useId } from "react";
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
  const id = useId();
  return (
    <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      {startingPoints.map((point) => {
        const isPicked = point.id === picked;
        return (
          <li key={point.id} className="flex">
            <button
              type="button"
              aria-pressed={isPicked}
              aria-labelledby={`${id}-${point.id}`}
              aria-describedby={`${id}-${point.id}-about`}
              onClick={() => onPick(point)}
              className={classes(
                "flex w-full flex-col rounded-lg border px-3.5 py-3 text-left transition-colors",
                isPicked
                  ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
                  : "border-line-strong bg-raised hover:border-control hover:bg-hover",
              )}
            >
              <span className="flex w-full items-center justify-between gap-2">
                <span id={`${id}-${point.id}`} className="font-medium">
                  {point.title}
                </span>
                {isPicked ? <Check className="size-4 text-accent" aria-hidden="true" /> : null}
              </span>
              <span id={`${id}-${point.id}-about`} className="mt-0.5 text-sm text-muted">
                {point.summary}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
