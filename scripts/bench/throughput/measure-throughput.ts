import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { endWorkerProcesses, startWorkerProcess } from "#worker/testing-worker";
import { buildAndPush } from "../shared/docker-client.ts";
import { reportRow } from "../shared/report-row.ts";

const BUILDS = 24;
const SETTLE_MS = 15_000;

const trivial = (base: string) => `FROM ${base}\nRUN echo ${randomUUID()}\n`;

/** Seconds that so many loops of `docker build` and `docker push` take, each build to a repository of its own as ours are. */
async function plainLoops(base: string, loops: number): Promise<number> {
  const started = performance.now();
  let left = BUILDS;
  const loop = async () => {
    while (left-- > 0) await buildAndPush(trivial(base), `loop-${randomUUID()}`);
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return (performance.now() - started) / 1000;
}

/** Seconds that so many workers, one build at once each, take from the first request to the last build recorded. */
async function bakehouse(base: string, workers: number): Promise<number> {
  const ctx = await makeOwner();
  const images = await Promise.all(
    Array.from({ length: BUILDS }, () => makeImage(ctx, { dockerfile: trivial(base) })),
  );
  const environment = { BAKEHOUSE_BUILD_CONCURRENCY: "1" };
  await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      startWorkerProcess({ ...environment, BAKEHOUSE_WORKER_NAME: `bench-${workers}-${i}` }),
    ),
  );
  // A worker that has just started goes through all of its engine's files once.
  await sleep(SETTLE_MS);
  const started = performance.now();
  for (const { name } of images) await requestBuild(ctx, { team: teamOf(ctx), image: name });
  const ofThese = { imageId: { in: images.map(({ id }) => id) } };
  // Seldom, as it takes of the same processors.
  while ((await db.build.count({ where: { ...ofThese, finishedAt: { not: null } } })) < BUILDS)
    await sleep(100);
  const failed = await db.build.findFirst({ where: { ...ofThese, status: { not: "succeeded" } } });
  if (failed) throw new Error(`Build ${failed.id} did not succeed: ${JSON.stringify(failed.error)}`);
  const seconds = (performance.now() - started) / 1000;
  await endWorkerProcesses();
  return seconds;
}

const base = process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest";
await plainLoops(base, 1);
for (const workers of [1, 2, 4]) {
  const theirs = [await plainLoops(base, workers)];
  const ours = [await bakehouse(base, workers), await bakehouse(base, workers)];
  theirs.push(await plainLoops(base, workers));
  const aMinute = (seconds: number[]) => (BUILDS * 60 * seconds.length) / seconds.reduce((a, b) => a + b);
  const [a, b] = [aMinute(ours), aMinute(theirs)];
  reportRow({
    name: `trivial builds with ${workers} ${workers === 1 ? "worker" : "workers"}`,
    figure: `${a.toFixed(0)} a minute, ×${(a / b).toFixed(2)}`,
    target: "≥ ×0.95",
    isMet: a >= 0.95 * b,
    yardstick: `${workers} plain ${workers === 1 ? "loop" : "loops"}: ${b.toFixed(0)} a minute`,
  });
}
await Promise.all([listener().close(), db.$disconnect()]);
