import { type ChunkRow, CONTINUED, OVERWRITTEN, STDERR } from "#lib/builds/log-chunk";
import { type Claim, SupersededError } from "#lib/builds/owned-build";
import { writeLog } from "#lib/builds/write-log";
import { now } from "#lib/clock";
import { forLog } from "#lib/database-away";
import type { StepKind } from "#prisma/generated/client";

/** A line that a step printed. */
export interface RecordedLine {
  text: string;
  at: Date;
  stderr?: boolean;
  continued?: boolean;
  overwritten?: boolean;
}

export interface StepState {
  kind: StepKind;
  name: string;
  line: number | null;
  vertex: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  cached: boolean;
  error: string | null;
}

interface TrackedStep extends StepState {
  index: number;
  lineCount: number;
  pending: RecordedLine[];
}

/** Written at once after a pause of this length, else together: soon enough to watch, seldom enough to be cheap. */
const FLUSH_MS = 40;
const CHUNK_LINES = 500;
const CHUNK_BYTES = 64 * 1024;
/** With this much unwritten, whoever adds lines waits: the engine's stream waits with them. */
const MAX_PENDING_BYTES = 1024 * 1024;
const RETRY_MS = [100, 500, 1000, 2000, 5000];

/**
 * Writes a build's steps and log lines as they come, in batches, each in one transaction under one
 * revision. Survives an absent database by waiting; stops for good when the build is someone else's.
 */
export class BuildRecorder {
  private readonly claim: Claim & { queuedAt: Date };
  private readonly steps = new Map<number, TrackedStep>();
  private readonly dirty = new Set<TrackedStep>();
  private nextIndex: number;
  private pendingBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushedAt = 0;
  private writing: Promise<void> = Promise.resolve();
  private failure: unknown;

  constructor(claim: Claim & { queuedAt: Date; nextStep: number }) {
    this.claim = claim;
    this.nextIndex = claim.nextStep;
  }

  /** Adds a step; returns its index. */
  addStep(step: Partial<StepState> & Pick<StepState, "kind" | "name">): number {
    const index = this.nextIndex++;
    const tracked: TrackedStep = {
      line: null,
      vertex: null,
      startedAt: null,
      completedAt: null,
      cached: false,
      error: null,
      ...step,
      index,
      lineCount: 0,
      pending: [],
    };
    this.steps.set(index, tracked);
    this.touch(tracked);
    return index;
  }

  updateStep(index: number, change: Partial<StepState>): void {
    const step = this.step(index);
    Object.assign(step, change);
    this.touch(step);
  }

  /** Adds lines to a step; resolves when more may come. @throws SupersededError */
  async addLines(index: number, lines: RecordedLine[]): Promise<void> {
    if (lines.length === 0) return;
    const step = this.step(index);
    step.pending.push(...lines);
    step.lineCount += lines.length;
    for (const line of lines) this.pendingBytes += line.text.length + 32;
    this.touch(step);
    if (this.pendingBytes > MAX_PENDING_BYTES) await this.flush();
    if (this.failure) throw this.failure;
  }

  /** A line of our own in a step: what Bakehouse does and why. */
  async note(index: number, text: string): Promise<void> {
    await this.addLines(index, [{ text, at: now() }]);
  }

  /** Ends every step that has begun and not ended: what it was doing is over. Returns the last of them. */
  endOpenSteps(error: string): (Readonly<StepState> & { index: number }) | undefined {
    const completedAt = now();
    const open = [...this.steps.values()].filter((step) => step.startedAt && !step.completedAt);
    for (const step of open) this.updateStep(step.index, { completedAt, error: step.error ?? error });
    return open.at(-1);
  }

  /** How many lines a step has, written or not: the number of its last line. */
  lineCount(index: number): number {
    return this.step(index).lineCount;
  }

  /** Writes all there is. @throws SupersededError */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushedAt = performance.now();
    this.writing = this.writing.then(() => this.write());
    await this.writing;
    if (this.failure) throw this.failure;
  }

  private step(index: number): TrackedStep {
    const step = this.steps.get(index);
    if (!step) throw new Error(`No step ${index} in build ${this.claim.id}`);
    return step;
  }

  private touch(step: TrackedStep): void {
    this.dirty.add(step);
    const rest = Math.max(0, this.flushedAt + FLUSH_MS - performance.now());
    this.timer ??= setTimeout(() => void this.flush().catch(() => {}), rest);
  }

  private async write(): Promise<void> {
    if (this.dirty.size === 0 || this.failure) return;
    const steps = [...this.dirty].map((step) => ({ ...step, lines: step.pending.splice(0) }));
    this.dirty.clear();
    this.pendingBytes = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        await this.writeBatch(steps);
        return;
      } catch (error) {
        if (error instanceof SupersededError) {
          this.failure = error;
          return;
        }
        if (attempt === 0)
          console.error(`build ${this.claim.id}: could not write its log, will try again:`, forLog(error));
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
      }
    }
  }

  private writeBatch(steps: (TrackedStep & { lines: RecordedLine[] })[]): Promise<void> {
    const rows = steps.map(({ pending: _, lines: __, ...state }) => state);
    const chunks = steps.flatMap((step) => toChunks(step, this.claim.queuedAt));
    return writeLog(this.claim, rows, chunks);
  }
}

function toFlags(line: RecordedLine): number {
  return (line.stderr ? STDERR : 0) + (line.continued ? CONTINUED : 0) + (line.overwritten ? OVERWRITTEN : 0);
}

/** A step's new lines, as rows of LogChunk have them; `queuedAt` is what their times count from. */
function toChunks(step: TrackedStep & { lines: RecordedLine[] }, queuedAt: Date): ChunkRow[] {
  const chunks: ChunkRow[] = [];
  let bytes = 0;
  for (const [i, line] of step.lines.entries()) {
    let chunk = chunks.at(-1);
    if (!chunk || chunk.lines.length === CHUNK_LINES || bytes + line.text.length > CHUNK_BYTES) {
      const firstLine = step.lineCount - step.lines.length + i + 1;
      chunk = { step: step.index, firstLine, lines: [], times: [], flags: [] };
      chunks.push(chunk);
      bytes = 0;
    }
    chunk.lines.push(line.text);
    chunk.times.push(Math.max(0, line.at.getTime() - queuedAt.getTime()));
    chunk.flags.push(toFlags(line));
    bytes += line.text.length;
  }
  return chunks;
}
