"use client";
import { useCallback, useState } from "react";

export interface LogFolds {
  isStepFolded: (step: number) => boolean;
  isAttemptFolded: (attempt: number) => boolean;
  toggleStep: (step: number) => void;
  toggleAttempt: (attempt: number) => void;
  /** Unfolds a step and the attempt it is in. */
  reveal: (step: number, attempt: number | undefined) => void;
  foldAll: (steps: readonly number[]) => void;
}

/** What of a log is folded: earlier attempts until they are opened, steps when someone folds them. */
export function useLogFolds(newestAttempt: number): LogFolds {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  return {
    isStepFolded: (step) => folded.has(step),
    isAttemptFolded: (attempt) => attempt !== newestAttempt && !opened.has(attempt),
    toggleStep: useCallback((step: number) => setFolded((set) => toggled(set, step)), []),
    toggleAttempt: useCallback((attempt: number) => setOpened((set) => toggled(set, attempt)), []),
    reveal: useCallback((step: number, attempt: number | undefined) => {
      setFolded((set) => (set.has(step) ? toggled(set, step) : set));
      if (attempt !== undefined) setOpened((set) => (set.has(attempt) ? set : toggled(set, attempt)));
    }, []),
    foldAll: useCallback((steps: readonly number[]) => setFolded(new Set(steps)), []),
  };
}

function toggled(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
