import type { DiskSpace } from "#lib/disk-space";
import { formatBytes } from "#lib/format/format-bytes";
import { formatLimit } from "#lib/format/format-limit";
import { oneAtATime } from "#lib/one-at-a-time";
import type { WorkerProblem } from "#lib/workers/keep-worker-seen";
import type { Engine } from "#worker/docker/connect-engine";
import { describeEngine, type EngineDescription } from "#worker/docker/describe-engine";
import { freeSpace } from "#worker/docker/free-space";

export interface WatchOptions {
  engine: Engine;
  /** Below this the engine gets no builds. */
  minFreeBytes: number;
  /** Makes so much room on the engine's disk, as far as it can. */
  makeRoom: (missingBytes: number) => Promise<void>;
  /** Told once when the engine has not answered for `silenceMs`. */
  silenceMs?: number;
  onSilence?: () => void;
  /** Told when the engine gets a problem, another, or none any more. */
  onChange: (problem: WorkerProblem | null) => void;
  signal: AbortSignal;
}

export interface EngineWatch {
  /** Why it takes no builds; null when it can. */
  readonly problem: WorkerProblem | null;
  /** As of the last look; null where it is not to be seen. */
  readonly disk: DiskSpace | null;
  /** Kept once it is known for the first time whether there is a problem. */
  readonly known: Promise<void>;
  /** Looks now. */
  look: () => Promise<WorkerProblem | null>;
}

const GOOD_MS = 10_000;
const BAD_MS = 2000;
/** Beyond what must be free, so that the next build does not find it full again. */
const ROOM_TO_SPARE = 1.25;
/** Making room goes through all the engine's files. */
const ROOM_EVERY_MS = 30_000;

/**
 * Looks whether an engine can take builds: whether it answers, and has room on its disk; every 10 s, and every 2 s
 * while it cannot. Where room is short, it is made first. Ends with the signal.
 */
export function watchEngine(options: WatchOptions): EngineWatch {
  const { engine, minFreeBytes, makeRoom, onChange, onSilence, silenceMs = 60_000, signal } = options;
  const state: { problem: WorkerProblem | null; disk: DiskSpace | null } = { problem: null, disk: null };
  let answeredAt = performance.now();
  let isSilent = false;
  let roomMadeAt = Number.NEGATIVE_INFINITY;
  const { promise: known, resolve: setKnown } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;

  async function findProblem(): Promise<WorkerProblem | null> {
    let description: EngineDescription;
    try {
      description = await describeEngine(engine, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!isSilent && performance.now() - answeredAt > silenceMs) {
        isSilent = true;
        onSilence?.();
      }
      return { kind: "engine", text: sentence(error) };
    }
    answeredAt = performance.now();
    isSilent = false;
    state.disk = await freeSpace(engine, description.rootDir);
    if (isShort(state.disk) && performance.now() - roomMadeAt > ROOM_EVERY_MS) {
      roomMadeAt = performance.now();
      // That may take minutes, and until then there is none.
      set(fullDisk(state.disk.freeBytes, minFreeBytes));
      await makeRoom(minFreeBytes * ROOM_TO_SPARE - state.disk.freeBytes).catch((error) => {
        console.error("could not make room on the engine's disk:", error);
      });
      state.disk = await freeSpace(engine, description.rootDir);
    }
    return isShort(state.disk) ? fullDisk(state.disk.freeBytes, minFreeBytes) : null;
  }

  function isShort(disk: DiskSpace | null): disk is DiskSpace {
    return disk !== null && disk.freeBytes < minFreeBytes;
  }

  function set(problem: WorkerProblem | null): void {
    const changed = problem?.text !== state.problem?.text;
    state.problem = problem;
    setKnown();
    if (changed) onChange(problem);
  }

  const look = oneAtATime(async () => {
    try {
      const problem = await findProblem();
      set(problem);
      return problem;
    } finally {
      plan();
    }
  });

  function plan(): void {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(lookByItself, state.problem === null ? GOOD_MS : BAD_MS);
  }

  function lookByItself(): void {
    look().catch((error) => signal.aborted || console.error("could not look at the engine:", error));
  }

  signal.addEventListener(
    "abort",
    () => {
      clearTimeout(timer);
      setKnown();
    },
    { once: true },
  );
  lookByItself();
  return {
    get problem() {
      return state.problem;
    },
    get disk() {
      return state.disk;
    },
    known,
    look,
  };
}

/** "The engine's disk has 1.2 GB free, less than 2 GB" */
function fullDisk(freeBytes: number, minFreeBytes: number): WorkerProblem {
  const text = `The engine's disk has ${formatBytes(freeBytes)} free, less than ${formatLimit(minFreeBytes)}`;
  return { kind: "disk", text };
}

function sentence(error: unknown): string {
  return error instanceof Error
    ? error.message.replace(/^Cannot ask the engine what it is: t/, "T")
    : String(error);
}
