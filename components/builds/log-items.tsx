import type { DisplayAttempt } from "#components/builds/display-steps";
import { BLOCK_LINES, type LogStore } from "#components/builds/log-store";

/** A piece of the log that is drawn and measured as one. */
export type LogItem =
  | { key: string; kind: "attempt"; attempt: number }
  | { key: string; kind: "step"; step: number }
  | { key: string; kind: "block"; step: number; index: number };

export interface Folds {
  isStepFolded: (step: number) => boolean;
  isAttemptFolded: (attempt: number) => boolean;
}

/** The log from top to bottom: a heading for each earlier attempt and each step, then the step's lines. */
export function toLogItems(attempts: readonly DisplayAttempt[], log: LogStore, folds: Folds): LogItem[] {
  const items: LogItem[] = [];
  for (const { attempt, steps } of attempts) {
    if (attempts.length > 1) items.push({ key: `attempt ${attempt}`, kind: "attempt", attempt });
    if (folds.isAttemptFolded(attempt)) continue;
    for (const { index: step } of steps) {
      items.push({ key: `step ${step}`, kind: "step", step });
      if (folds.isStepFolded(step)) continue;
      const blocks = Math.ceil(log.lineCount(step) / BLOCK_LINES);
      for (let index = 0; index < blocks; index++) {
        items.push({ key: `${step}:${index}`, kind: "block", step, index });
      }
    }
  }
  return items;
}

/** Index of the last item of a step; -1 when it is not shown. */
export function lastItemOf(items: readonly LogItem[], step: number): number {
  return items.findLastIndex((item) => item.kind !== "attempt" && item.step === step);
}

/** Index of the item that shows a line, or the step's heading; -1 when it is not shown. */
export function itemOf(items: readonly LogItem[], step: number, block: number | null): number {
  return items.findIndex((item) =>
    block === null
      ? item.kind === "step" && item.step === step
      : item.kind === "block" && item.step === step && item.index === block,
  );
}
