import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, StopRank } from "../context.ts";
import { identify, isAlive } from "../process-identity.ts";
import { withLock } from "../with-lock.ts";

const POLL_MS = 50;

export interface SharedService<T> {
  name: string;
  rank: StopRank;
  /** Starts it and returns its process and what users of it need to know. */
  start(): Promise<{ pid: number; details: T }>;
  /** Asks it to end, in the way it likes best. */
  signal: NodeJS.Signals;
  graceMs: number;
  /** When its process is gone. */
  cleanUp?: (details: T) => Promise<void>;
}

interface Running<T> {
  identity: string;
  details: T;
}

/**
 * A service that every process working in this data folder shares: the first starts it, the last one to leave
 * ends it, also when the first was killed. Returns its details and whether this process started it.
 */
export async function joinService<T>(
  ctx: Context,
  service: SharedService<T>,
): Promise<{ details: T; started: boolean }> {
  const folder = join(ctx.dataDir, "run", service.name);
  const record = join(folder, "service.json");
  const ours = join(folder, `user-${identify(process.pid)}`);
  await mkdir(folder, { recursive: true });
  return withLock(ctx, service.name, async () => {
    const running = await readRunning<T>(record);
    await writeFile(ours, "");
    ctx.onStop(service.rank, () =>
      withLock(unstoppable(ctx), service.name, () => leave(ctx, folder, record, ours, service)),
    );
    if (running) return { details: running.details, started: false };
    const { pid, details } = await service.start();
    const identity = identify(pid);
    if (identity === null) throw new Error(`${service.name} ended at once`);
    await writeFile(record, JSON.stringify({ identity, details } satisfies Running<T>));
    return { details, started: true };
  });
}

/** The details of a service that runs for this data folder now; null when it does not. */
export async function runningService<T>(ctx: Context, name: string): Promise<T | null> {
  return (await readRunning<T>(join(ctx.dataDir, "run", name, "service.json")))?.details ?? null;
}

async function readRunning<T>(record: string): Promise<Running<T> | null> {
  const text = await readFile(record, "utf8").catch(() => null);
  if (text === null) return null;
  const running = JSON.parse(text) as Running<T>;
  return isAlive(running.identity) ? running : null;
}

async function leave<T>(
  ctx: Context,
  folder: string,
  record: string,
  ours: string,
  service: SharedService<T>,
): Promise<void> {
  await rm(ours, { force: true });
  const names = await readdir(folder);
  for (const name of names.filter((entry) => entry.startsWith("user-"))) {
    if (isAlive(name.slice("user-".length))) return;
    await rm(join(folder, name), { force: true });
  }
  const running = await readRunning<T>(record);
  if (running) {
    await end(ctx, running.identity, service);
    await service.cleanUp?.(running.details);
  }
  await rm(record, { force: true });
}

async function end<T>(ctx: Context, identity: string, service: SharedService<T>): Promise<void> {
  const pid = Number.parseInt(identity, 10);
  process.kill(pid, service.signal);
  const deadline = Date.now() + service.graceMs;
  while (isAlive(identity)) {
    if (ctx.hurried.aborted || Date.now() > deadline) process.kill(pid, "SIGKILL");
    await sleep(POLL_MS);
  }
}

/** What ends things must not be stopped by the very signal that made it start. */
function unstoppable(ctx: Context): Context {
  return { ...ctx, signal: new AbortController().signal };
}
