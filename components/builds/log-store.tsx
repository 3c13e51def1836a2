import { type LogRow, toRows } from "#components/builds/log-rows";
import type { LogLine } from "#lib/builds/schemas";

/** How many lines of a step are held, drawn and measured together. */
export const BLOCK_LINES = 50;
/** How many are fetched together: ten blocks. */
const FETCH_LINES = 500;
const MAX_FETCHES = 3;
const MAX_WAITING = 6;
const RETRY_MS = [1000, 2000, 5000, 10_000];

/** What is kept at most of lines that nobody looks at; the rest is fetched again when it is wanted. */
const MAX_CHARACTERS = 24_000_000;

export type LoadLines = (step: number, from: number, limit: number) => Promise<{ items: LogLine[] }>;

interface Block {
  lines: (LogLine | undefined)[];
  count: number;
  characters: number;
  version: number;
  /** As they were drawn last; stale once a line was added. */
  rows: LogRow[] | null;
  isStale: boolean;
  listeners: Set<() => void>;
}

/**
 * The log of a build in the browser: lines by step and number, in whatever order they come, fetched where
 * they are missing, and forgotten again when there are too many that nobody looks at.
 */
export class LogStore {
  private readonly load: LoadLines;
  /** In the order of their last use, so that the first is the one to forget. */
  private readonly blocks = new Map<string, Block>();
  private readonly lineCounts = new Map<number, number>();
  private readonly fetching = new Set<string>();
  private readonly waiting: { step: number; unit: number }[] = [];
  private readonly failures = new Map<string, number>();
  private characters = 0;

  constructor(load: LoadLines) {
    this.load = load;
  }

  /** How many lines a step has, in the browser or not. */
  lineCount(step: number): number {
    return this.lineCounts.get(step) ?? 0;
  }

  setLineCount(step: number, count: number): void {
    const before = this.lineCount(step);
    if (count <= before) return;
    this.lineCounts.set(step, count);
    // The line that was the last may turn out to be overwritten by what follows.
    if (before > 0) this.changed(this.find(step, blockOf(before)));
  }

  /** Takes lines that came live or were fetched; a line that is there already changes nothing. */
  add(step: number, lines: readonly LogLine[]): void {
    const touched = new Set<Block>();
    for (const line of lines) {
      const block = this.open(step, blockOf(line.n));
      const at = (line.n - 1) % BLOCK_LINES;
      if (block.lines[at]) continue;
      block.lines[at] = line;
      block.count += 1;
      block.characters += line.text.length;
      this.characters += line.text.length;
      touched.add(block);
    }
    const last = lines.at(-1);
    if (last) this.setLineCount(step, last.n);
    for (const block of touched) this.changed(block);
    this.forget();
  }

  /** The rows of a block as they are drawn; the last known while lines of it are missing, null without any. */
  rows(step: number, index: number): LogRow[] | null {
    const block = this.find(step, index);
    if (!block) return null;
    if (!block.isStale || block.count < this.expected(step, index)) return block.rows;
    block.isStale = false;
    block.rows = toRows(
      block.lines.filter((line) => line !== undefined),
      {
        before: this.find(step, index - 1)?.lines[BLOCK_LINES - 1],
        isLast: (index + 1) * BLOCK_LINES >= this.lineCount(step),
      },
    );
    return block.rows;
  }

  /** Has a block fetched if lines of it are missing. */
  want(step: number, index: number): void {
    const block = this.find(step, index);
    if (block && block.count >= this.expected(step, index)) return;
    const unit = Math.floor((index * BLOCK_LINES) / FETCH_LINES);
    const key = keyOf(step, unit);
    if (this.fetching.has(key) || this.failures.has(key)) return;
    const known = this.waiting.findIndex((entry) => entry.step === step && entry.unit === unit);
    if (known !== -1) this.waiting.splice(known, 1);
    // The newest wish first: whoever scrolls fast does not wait for what has gone by.
    this.waiting.unshift({ step, unit });
    this.waiting.splice(MAX_WAITING);
    this.fetchNext();
  }

  /** A number that changes with a block's content; for useSyncExternalStore. */
  version(step: number, index: number): number {
    return this.find(step, index)?.version ?? 0;
  }

  /** Calls back when the block changes, and keeps it from being forgotten. */
  subscribe(step: number, index: number, listener: () => void): () => void {
    const block = this.open(step, index);
    block.listeners.add(listener);
    return () => block.listeners.delete(listener);
  }

  private expected(step: number, index: number): number {
    return Math.min(BLOCK_LINES, this.lineCount(step) - index * BLOCK_LINES);
  }

  private find(step: number, index: number): Block | undefined {
    return this.blocks.get(keyOf(step, index));
  }

  private open(step: number, index: number): Block {
    const key = keyOf(step, index);
    const block = this.blocks.get(key) ?? {
      lines: new Array<LogLine | undefined>(BLOCK_LINES).fill(undefined),
      count: 0,
      characters: 0,
      version: 0,
      rows: null,
      isStale: true,
      listeners: new Set(),
    };
    this.blocks.delete(key);
    this.blocks.set(key, block);
    return block;
  }

  private changed(block: Block | undefined): void {
    if (!block) return;
    block.isStale = true;
    block.version += 1;
    for (const listener of block.listeners) listener();
  }

  private forget(): void {
    if (this.characters <= MAX_CHARACTERS) return;
    for (const [key, block] of this.blocks) {
      if (this.characters <= MAX_CHARACTERS) return;
      if (block.listeners.size > 0) continue;
      this.blocks.delete(key);
      this.characters -= block.characters;
    }
  }

  private fetchNext(): void {
    while (this.fetching.size < MAX_FETCHES) {
      const next = this.waiting.shift();
      if (!next) return;
      void this.fetch(next.step, next.unit);
    }
  }

  private async fetch(step: number, unit: number): Promise<void> {
    const key = keyOf(step, unit);
    this.fetching.add(key);
    try {
      const { items } = await this.load(step, unit * FETCH_LINES + 1, FETCH_LINES);
      this.add(step, items);
    } catch {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      setTimeout(() => this.retry(step, unit), RETRY_MS[Math.min(failures, RETRY_MS.length) - 1]);
    } finally {
      this.fetching.delete(key);
      this.fetchNext();
    }
  }

  /** Fetches again what is still looked at. */
  private retry(step: number, unit: number): void {
    this.failures.delete(keyOf(step, unit));
    const first = (unit * FETCH_LINES) / BLOCK_LINES;
    for (let index = first; index < first + FETCH_LINES / BLOCK_LINES; index++) {
      if (this.find(step, index)?.listeners.size) this.want(step, index);
    }
  }
}

/** The index of the block that holds line `n`, counted from 1. */
export function blockOf(n: number): number {
  return Math.floor((n - 1) / BLOCK_LINES);
}

const keyOf = (step: number, index: number) => `${step}:${index}`;
