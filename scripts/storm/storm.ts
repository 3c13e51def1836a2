import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { endWorkerProcesses } from "#worker/testing-worker";
import { judge, type Verdict } from "./judge.ts";
import { type Loss, restlessWorker } from "./restless-worker.ts";
import { seededRandom } from "./seeded-random.ts";

export interface StormOptions {
  builds: number;
  workers: number;
  teams: number;
  /** The same seed ends the same workers in the same ways; when each build is hit still differs. */
  seed: number;
  /** What images start from. */
  base: string;
  /** The least time between two ends of one worker, in milliseconds. */
  paceMs: number;
  say: (text: string) => void;
}

/** With nothing ending for so long, what has not ended never will. */
const STUCK_MS = 150_000;
const LOOK_MS = 100;
/** Longer than a worker that was killed with a tag in its hands keeps it from the others. */
const TAGS_MS = 90_000;

/** Has many teams build on workers that are killed at random moments, and says what became of every build. */
export async function storm(options: StormOptions): Promise<Verdict> {
  const { builds, workers, teams, seed, base, paceMs, say } = options;
  const random = seededRandom(seed);
  const owners = await Promise.all(Array.from({ length: teams }, () => makeOwner()));
  const ids: string[] = [];
  for (let i = 0; i < builds; i++) ids.push(await request(owners[i % teams] as Context, base, random));
  const losses: Loss[] = [];
  const over = new AbortController();
  const environment = { BAKEHOUSE_BUILD_CONCURRENCY: "2", BAKEHOUSE_GRACE_SECONDS: "1" };
  const restless = Array.from({ length: workers }, (_, i) =>
    restlessWorker({
      name: `storm-${i + 1}`,
      environment,
      random: seededRandom(seed + i + 1),
      paceMs,
      losses,
      say,
      signal: over.signal,
    }),
  );
  try {
    const recoveries = await Promise.race([watch(ids, losses, say), Promise.all(restless).then(() => [])]);
    await waitForTags(ids);
    over.abort();
    await Promise.all(restless);
    return await judge(ids, recoveries);
  } finally {
    over.abort();
    await endWorkerProcesses();
  }
}

async function request(ctx: Context, base: string, random: () => number): Promise<string> {
  const run = `RUN echo ${randomUUID()} && sleep ${(0.2 + 1.5 * random()).toFixed(2)} && seq 1 500`;
  const image = await makeImage(ctx, { dockerfile: `FROM ${base}\n${run}\n` });
  return (await requestBuild(ctx, { team: teamOf(ctx), image: image.name })).id;
}

/** Waits until all have ended, or nothing ends any more. Returns how long each lost build waited to be taken up. */
async function watch(ids: string[], losses: Loss[], say: (text: string) => void): Promise<number[]> {
  const recoveries = new Map<Loss, number>();
  let [open, changedAt] = [ids.length, performance.now()];
  while (open > 0 && performance.now() - changedAt < STUCK_MS) {
    await sleep(LOOK_MS);
    const rows = await db.build.findMany({
      where: { id: { in: ids } },
      select: { id: true, attempt: true, status: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const loss of losses) {
      const row = byId.get(loss.buildId);
      const isTaken = row && (row.attempt > loss.attempt || !["queued", "running"].includes(row.status));
      if (isTaken && !recoveries.has(loss)) recoveries.set(loss, performance.now() - loss.at);
    }
    const left = rows.filter(({ status }) => status === "queued" || status === "running").length;
    if (left === open) continue;
    [open, changedAt] = [left, performance.now()];
    if (open % 10 === 0) say(`${open} builds to go`);
  }
  return [...recoveries.values()];
}

/** Until no worker is left to bring a tag of these builds in line; what is left for good, the verdict shows. */
async function waitForTags(ids: string[]): Promise<void> {
  const image = { builds: { some: { id: { in: ids } } } };
  const since = performance.now();
  while ((await db.registryTag.count({ where: { image } })) > 0 && performance.now() - since < TAGS_MS)
    await sleep(LOOK_MS);
}
