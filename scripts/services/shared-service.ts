import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, StopRank } from "../context.ts";
import { identify, isAlive } from "../process-identity.ts";
import { withLock } from "../with-lock.ts";

const POLL_MS = 50;
const WATCH_MS = 1000;
const AGAIN_MS = [1000, 2000, 5000, 10_000];

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
    const started = await service.start();
    await writeRecord(record, started, service.name);
    return { details: started.details, started: true };
  });
}

/**
 * Starts a service again whenever it has ended by itself, after growing pauses, until this session ends. One line says
 * that it ended, and one each new reason why it does not start.
 */
export function keepService<T>(ctx: Context, service: SharedService<T>): void {
  const record = join(ctx.dataDir, "run", service.name, "service.json");
  const keep = async () => {
    let said = "";
    for (let failures = 0; ; ) {
      const pause = failures > 0 ? (AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1] as number) : WATCH_MS;
      await sleep(pause, undefined, { signal: ctx.signal, ref: false });
      if (await readRunning<T>(record)) continue;
      if (failures === 0) ctx.printer.line(`  ! ${service.name} ended; starting it again`);
      try {
        await withLock(ctx, service.name, () => startUnlessRunning(record, service));
        ctx.printer.line(`  ✓ ${service.name} runs again`);
        failures = 0;
        said = "";
      } catch (error) {
        ctx.signal.throwIfAborted();
        failures++;
        const reason = error instanceof Error ? error.message : String(error);
        // Times and numbers of processes differ each time.
        const essence = reason.replace(/\d+/g, "");
        if (essence !== said) ctx.printer.line(`  ! ${reason}`);
        said = essence;
      }
    }
  };
  // It ends with the session, which is what throws.
  keep().catch(() => {});
}

async function startUnlessRunning<T>(record: string, service: SharedService<T>): Promise<void> {
  if (await readRunning<T>(record)) return;
  await writeRecord(record, await service.start(), service.name);
}

async function writeRecord<T>(
  record: string,
  { pid, details }: { pid: number; details: T },
  name: string,
): Promise<void> {
  const identity = identify(pid);
  if (identity === null) throw new Error(`${name} ended at once`);
  await writeFile(record, JSON.stringify({ identity, details } satisfies Running<T>));
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
