import type { DisplayAttempt } from "#components/builds/display-steps";
import { BLOCK_LINES, type LogStore } from "#components/builds/log-store";

/** A piece of the log that is drawn and measured as one. */
export type LogItem =
  | { key: string; kind: "attempt"; attempt: number }
  | { key: string; kind: "step"; step: number }
  | { key: string; kind: "block"; step: number; index: number };

export interface Folding {
  isStepFolded: (step: number) => boolean;
  isAttemptFolded: (attempt: number) => boolean;
}

type Section = { first: number; attempt: number } | { first: number; step: number; blocks: number };

/**
 * The log from top to bottom: a heading for each attempt, where there are several, and for each step, then
 * the step's lines in blocks. Made anew with every change of a build of a million lines, it holds only where
 * each step begins.
 */
export class LogItems {
  readonly length: number;
  /** The same for the same items. */
  readonly signature: string;
  private readonly sections: readonly Section[];

  constructor(attempts: readonly DisplayAttempt[], log: LogStore, folding: Folding) {
    const sections: Section[] = [];
    let first = 0;
    for (const { attempt, steps } of attempts) {
      if (attempts.length > 1) sections.push({ first: first++, attempt });
      if (folding.isAttemptFolded(attempt)) continue;
      for (const { index: step } of steps) {
        const blocks = folding.isStepFolded(step) ? 0 : Math.ceil(log.lineCount(step) / BLOCK_LINES);
        sections.push({ first, step, blocks });
        first += 1 + blocks;
      }
    }
    this.sections = sections;
    this.length = first;
    this.signature = sections
      .map((section) => ("step" in section ? `${section.step}:${section.blocks}` : `#${section.attempt}`))
      .join(" ");
  }

  at(index: number): LogItem | undefined {
    const section = this.sections[this.sectionAt(index)];
    if (!section || index < 0 || index >= this.length) return undefined;
    if ("attempt" in section) {
      return { key: `attempt ${section.attempt}`, kind: "attempt", attempt: section.attempt };
    }
    const { step, first } = section;
    if (index === first) return { key: `step ${step}`, kind: "step", step };
    return { key: `${step}:${index - first - 1}`, kind: "block", step, index: index - first - 1 };
  }

  /** Where a block of a step stands, or its heading for null; -1 when it is not shown. */
  indexOf(step: number, block: number | null): number {
    const section = this.find(step);
    if (!section || (block !== null && block >= section.blocks)) return -1;
    return block === null ? section.first : section.first + 1 + block;
  }

  /** Where the last item of a step stands; -1 when the step is not shown. */
  lastOf(step: number): number {
    const section = this.find(step);
    return section ? section.first + section.blocks : -1;
  }

  private find(step: number) {
    return this.sections.find((section) => "step" in section && section.step === step) as
      | Extract<Section, { step: number }>
      | undefined;
  }

  /** The last section that begins at or before an item. */
  private sectionAt(index: number): number {
    let low = 0;
    let high = this.sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.sections[middle]?.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
