import { Lightbulb } from "lucide-react";
import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

/** Why the starting point's Dockerfile is written as it is. */
export function NewImageTeaches({ point }: { point: StartingPoint }) {
  return (
    <aside
      aria-label={`About the starting point ${point.title}`}
      className="self-start text-sm lg:sticky lg:top-5"
    >
      <h3 className="flex items-center gap-1.5 font-medium">
        <Lightbulb className="size-4 text-accent" aria-hidden="true" />
        Why it is written so
      </h3>
      <ul className="mt-2 flex flex-col gap-2 text-muted">
        {point.teaches.map((sentence) => (
          <li key={sentence} className="border-l-2 border-line-strong pl-3">
            {sentence}
          </li>
        ))}
      </ul>
    </aside>
  );
}
