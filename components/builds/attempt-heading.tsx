"use client";
import { ChevronDown, ChevronRight } from "lucide-react";

export interface AttemptHeadingProps {
  attempt: number;
  isNewest: boolean;
  isFolded: boolean;
  onToggle: (attempt: number) => void;
}

/** Stands over what one worker did, where more than one had a build. */
export function AttemptHeading({ attempt, isNewest, isFolded, onToggle }: AttemptHeadingProps) {
  if (isNewest) {
    return <p className="border-b border-line bg-sunken px-3 py-1.5 text-sm text-muted">Attempt {attempt}</p>;
  }
  const Chevron = isFolded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      aria-expanded={!isFolded}
      onClick={() => onToggle(attempt)}
      className="flex w-full items-center gap-2 border-b border-line bg-sunken px-2 py-1.5 text-left text-sm text-muted hover:text-fg focus-visible:-outline-offset-2"
    >
      <Chevron className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
      Attempt {attempt}: its worker let go of the build
    </button>
  );
}
