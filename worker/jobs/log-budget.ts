import { formatLimit } from "#lib/format/format-limit";
import type { OutputLine } from "#worker/docker/line-splitter";

/** The engine's own words where it keeps no more of a step's output. */
const CLIPPED = /^\[output clipped, log (limit|speed) \S+ reached\]$/;

/** Engine 20.10 reads both as 32 bits, and keeps nothing at all where later ones take -1 for no limit. */
const CLIP_NOTICE =
  "[That limit is the Docker engine's own; the step went on. Who runs the engine can lift it, in the environment of dockerd: BUILDKIT_STEP_LOG_MAX_SIZE=2147483647 and BUILDKIT_STEP_LOG_MAX_SPEED=2147483647.]";

/** Keeps a build's log below a limit: what comes beyond is counted and dropped. */
export class LogBudget {
  readonly #limitBytes: number;
  #left: number;
  readonly #dropped = new Map<number, { lines: number; bytes: number }>();

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
    this.#left = limitBytes;
  }

  /** What is to be recorded of a step's lines: those there is room for, and a word of ours where there is none. */
  take(step: number, lines: OutputLine[]): { kept: OutputLine[]; notes: string[] } {
    const kept: OutputLine[] = [];
    const notes: string[] = [];
    for (const line of lines) {
      const bytes = Buffer.byteLength(line.text) + 1;
      if (bytes > this.#left) {
        // What is shorter than this line must not come after it.
        this.#left = 0;
        if (!this.#dropped.has(step)) notes.push(this.#notice());
        const before = this.#dropped.get(step) ?? { lines: 0, bytes: 0 };
        this.#dropped.set(step, { lines: before.lines + 1, bytes: before.bytes + bytes });
        continue;
      }
      this.#left -= bytes;
      kept.push(line);
      if (CLIPPED.test(line.text)) notes.push(CLIP_NOTICE);
    }
    return { kept, notes };
  }

  /** What to say at a step's end; null when nothing of it was dropped. */
  end(step: number): string | null {
    const dropped = this.#dropped.get(step);
    if (!dropped) return null;
    const lines = dropped.lines === 1 ? "1 line" : `${dropped.lines.toLocaleString("en")} lines`;
    return `[${lines} not kept, ${formatLimit(dropped.bytes)}]`;
  }

  #notice(): string {
    return `[log limit of ${formatLimit(this.#limitBytes)} reached: what this step prints from here on is not kept. Print less, or have an administrator raise the limit.]`;
  }
}
