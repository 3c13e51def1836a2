import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/db";
import { startWorkerProcess } from "#worker/testing-worker";

/** A build that a worker had when it was killed. */
export interface Loss {
  buildId: string;
  attempt: number;
  at: number;
}

const ENDS = [
  { upTo: 0.6, how: "killed" },
  { upTo: 0.85, how: "told to stop" },
  { upTo: 1, how: "killed for good" },
] as const;

/**
 * Runs a worker that ends at random moments, in random ways, and comes back after a while: under its own name, or,
 * when it was killed for good, under a new one. Until the signal; then the last one stops in order.
 */
export async function restlessWorker(options: {
  name: string;
  environment: Record<string, string>;
  random: () => number;
  /** Between two ends, in milliseconds: from this to three times as much. */
  paceMs: number;
  losses: Loss[];
  say: (text: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { environment, random, paceMs, losses, say, signal } = options;
  for (let generation = 1; !signal.aborted; ) {
    const name = generation === 1 ? options.name : `${options.name}-${generation}`;
    const worker = await startWorkerProcess({ ...environment, BAKEHOUSE_WORKER_NAME: name });
    await pause(paceMs * (1 + 2 * random()), signal);
    if (signal.aborted) {
      await worker.end("SIGTERM");
      return;
    }
    const how = pick(random());
    const code = await worker.end(how === "told to stop" ? "SIGTERM" : "SIGKILL");
    if (how === "told to stop" && code !== 0)
      throw new Error(`${name} was told to stop and exited with ${code}`);
    const lost = how === "told to stop" ? [] : await buildsOf(name);
    for (const { id, attempt } of lost) losses.push({ buildId: id, attempt, at: performance.now() });
    say(`${name} ${how}${lost.length > 0 ? `, with ${lost.length} of its builds running` : ""}`);
    if (how === "killed for good") generation++;
    await pause(3000 * random(), signal);
  }
}

function pick(chance: number): (typeof ENDS)[number]["how"] {
  return ENDS.find(({ upTo }) => chance < upTo)?.how ?? "killed";
}

async function buildsOf(name: string): Promise<{ id: string; attempt: number }[]> {
  return db.build.findMany({
    where: { worker: { name }, status: "running" },
    select: { id: true, attempt: true },
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
