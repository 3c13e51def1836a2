import { createHash } from "node:crypto";
import { mkdirSync, rmdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Printer } from "./printer.ts";

/** What every step of a set-up is given. */
export interface Context {
  command: string;
  args: string[];
  /** The checkout. */
  root: string;
  /** Everything that stays between starts: database, registry, engine, secrets, logs. */
  dataDir: string;
  /** Sockets and other things of this boot; short, since a socket's path may have 107 bytes only. */
  runDir: string;
  printer: Printer;
  /** Aborted by Ctrl-C and by the first failure. */
  signal: AbortSignal;
  /** Aborted by a second Ctrl-C: no more waiting for anyone to finish. */
  hurried: AbortSignal;
  /** Runs when all ends, the highest rank first. */
  onStop(rank: StopRank, stop: () => Promise<void>): void;
}

/** The order in which things end: who uses another ends before it. */
export const STOP_RANK = { database: 0, engine: 1, registry: 2, web: 3, worker: 4, command: 5 } as const;
export type StopRank = (typeof STOP_RANK)[keyof typeof STOP_RANK];

export interface Session extends Context {
  /** Ends whatever was started, once; `reason` is what the signal is aborted with. */
  stop(reason: unknown): Promise<void>;
  hurry(): void;
}

export function openSession(command: string, args: string[]): Session {
  const root = dirname(import.meta.dirname);
  const dataDir = resolve(root, process.env.BAKEHOUSE_DATA_DIR || ".bakehouse");
  const runDir = placeForSockets(dataDir);
  for (const folder of [join(dataDir, "logs"), runDir]) mkdirSync(folder, { recursive: true });
  // Whoever starts `node` or `npx` below us gets this Node.js, not the old one of the machine.
  process.env.PATH = `${dirname(process.execPath)}:${process.env.PATH ?? ""}`;
  const stream = command === "token" ? process.stderr : process.stdout;
  const [abort, hurry] = [new AbortController(), new AbortController()];
  const stops: { rank: StopRank; stop: () => Promise<void> }[] = [];
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    for (const rank of Object.values(STOP_RANK).sort((a, b) => b - a)) {
      const same = stops.filter((entry) => entry.rank === rank);
      await Promise.allSettled(same.map((entry) => entry.stop()));
    }
    removeEmpty(runDir);
  };
  return {
    command,
    args,
    root,
    dataDir,
    runDir,
    printer: new Printer(stream, join(dataDir, "logs", "start.log")),
    signal: abort.signal,
    hurried: hurry.signal,
    onStop: (rank, stop) => stops.push({ rank, stop }),
    stop: (reason) => {
      abort.abort(reason);
      stopped ??= stopAll();
      return stopped;
    },
    hurry: () => hurry.abort(),
  };
}

/** What is still used has something in it, or something mounted on it, and stays. */
function removeEmpty(runDir: string): void {
  for (const folder of [join(runDir, "postgres-bin"), join(runDir, "postgres-data"), runDir]) {
    try {
      rmdirSync(folder);
    } catch {
      // In use, or never made.
    }
  }
}

function placeForSockets(dataDir: string): string {
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  const system = process.getuid?.() === 0 && process.platform === "linux";
  return system ? `/run/bakehouse-${hash}` : join(dataDir, "run");
}
