import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import type { Held } from "#worker/testing-phases";
import type { WorkerProcess } from "#worker/testing-worker";
import { type TestingPostgres, testingPostgres } from "../scripts/testing-postgres.ts";

/** A server of our own, before anything is imported that connects to the tests' one. */
let postgres: TestingPostgres;
let base: string;
let ctx: Context;
let worker: WorkerProcess;
let parts: Awaited<ReturnType<typeof load>>;

async function load() {
  const [builds, requests, made, registry, engines, workers, phases] = await Promise.all([
    import("#worker/testing-builds"),
    import("#lib/builds/request-build"),
    import("#lib/testing/make"),
    import("#worker/docker/registry-client"),
    import("#worker/docker/test-engine"),
    import("#worker/testing-worker"),
    import("#worker/testing-phases"),
  ]);
  return { ...builds, ...requests, ...made, ...registry, ...engines, ...workers, ...phases };
}

beforeAll(async () => {
  postgres = await testingPostgres();
  process.env.DATABASE_URL = postgres.url;
  parts = await load();
  base = await parts.smallBase();
  ctx = await parts.makeOwner();
});
afterEach(() => parts.endWorkerProcesses());
afterAll(() => postgres.remove());

async function start(more: Record<string, string> = {}): Promise<void> {
  worker = await parts.startWorkerProcess({
    BAKEHOUSE_WORKER_NAME: "patient",
    BAKEHOUSE_BUILD_CONCURRENCY: "2",
    ...more,
  });
}

/** A build that prints a number every tenth of a second, for so long. */
async function beginCounting(seconds: number): Promise<{ id: string; name: string; lines: number }> {
  const lines = seconds * 10;
  const count = `i=0; while [ $i -lt ${lines} ]; do echo "line $i"; i=$((i+1)); sleep 0.1; done`;
  const image = await parts.makeImage(ctx, {
    dockerfile: `FROM ${base}\nRUN ${count}; echo ${parts.nonce()}\n`,
  });
  const { id } = await parts.requestBuild(ctx, { team: image.team, image: image.name });
  await parts.until(ctx, id, ({ steps }) =>
    steps.some(({ lineCount, name }) => name.startsWith("RUN") && lineCount > 0),
  );
  return { id, name: image.name, lines };
}

async function expectWhole({ id, name, lines }: { id: string; name: string; lines: number }): Promise<void> {
  const build = await parts.ended(ctx, id);
  expect(build, JSON.stringify(build.error)).toMatchObject({ status: "succeeded", attempt: 1, tag: "1.1" });
  const numbers = [...(await parts.logOf(ctx, id)).matchAll(/^line (\d+)$/gm)].map((match) =>
    Number(match[1]),
  );
  expect(numbers).toEqual(Array.from({ length: lines }, (_, i) => i));
  expect(await parts.headDigest(`${parts.testRegistry()}/${build.team}/${name}:1.1`)).toBe(build.digest);
}

test("PostgreSQL restarts, is killed, hangs: the build goes on and no line is lost", async () => {
  await start();
  const build = await beginCounting(12);
  await postgres.signal("SIGINT");
  await postgres.start();
  await sleep(1500);
  await postgres.signal("SIGKILL");
  await postgres.start();
  await sleep(1500);
  await postgres.signal("SIGSTOP");
  await sleep(3000);
  await postgres.signal("SIGCONT");
  await expectWhole(build);
}, 60_000);

test("PostgreSQL is away for 30 s: a build that ends meanwhile is recorded when it is back, and one that goes on stays with its worker", async () => {
  await start();
  const [short, long] = [await beginCounting(5), await beginCounting(40)];
  await postgres.signal("SIGINT");
  await sleep(30_000);
  await postgres.start();
  await expectWhole(short);
  await expectWhole(long);
  // The worker takes builds again without anybody's help.
  await expectWhole(await beginCounting(1));
  expect(await worker.end("SIGTERM")).toBe(0);
}, 120_000);

test("PostgreSQL is killed with builds in every phase, and away while they want to go on: each ends once", async () => {
  const phased = await parts.phasedBuilds(ctx);
  await start({ BAKEHOUSE_REGISTRY: phased.registry });
  phased.shut();
  const builds: Held[] = [];
  for (const phase of [...parts.PHASES_AT_WORK, "queued"] as const) {
    builds.push(await phased.request(phase, (seconds) => `: ${seconds}; sleep 4`));
  }
  await parts.bringTo(ctx, ...builds);
  await postgres.signal("SIGKILL");
  phased.open();
  await sleep(8000);
  await postgres.start();
  for (const held of builds) await parts.expectPublishedOnce(ctx, held, 1);
  expect(await worker.end("SIGTERM")).toBe(0);
}, 90_000);

test("told to stop while PostgreSQL is away, a worker ends in its time; the next one takes its build up", async () => {
  await start({ BAKEHOUSE_GRACE_SECONDS: "2" });
  const { id, lines } = await beginCounting(8);
  await postgres.signal("SIGINT");
  const at = Date.now();
  expect(await worker.end("SIGTERM")).toBe(0);
  expect(Date.now() - at).toBeLessThan(15_000);
  await postgres.start();
  await start();
  const build = await parts.ended(ctx, id);
  expect(build).toMatchObject({ status: "succeeded", attempt: 2 });
  expect((await parts.logOf(ctx, id)).match(new RegExp(`^line ${lines - 1}$`, "gm"))).toHaveLength(1);
}, 60_000);
