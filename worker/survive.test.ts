import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { headDigest } from "#worker/docker/registry-client";
import { isRunning, nonce, testRegistry } from "#worker/docker/test-engine";
import { ended, logOf, smallBase, until } from "#worker/testing-builds";
import { type HeldRegistry, heldRegistry } from "#worker/testing-registry";
import { endWorkerProcesses, startWorkerProcess } from "#worker/testing-worker";

let ctx: Context;
let base: string;
let slow: string;
let door: HeldRegistry;

beforeAll(async () => {
  door = await heldRegistry();
  // The catalogue, the workers and the engine know the registry by its door alone.
  env().BAKEHOUSE_REGISTRY = door.host;
  base = await smallBase();
  slow = `${door.host}/bakehouse-test/base:latest`;
  ctx = await makeOwner();
});
afterEach(async () => {
  await endWorkerProcesses();
  door.release();
});

const start = (name: string, more: Record<string, string> = {}) =>
  startWorkerProcess({ BAKEHOUSE_REGISTRY: door.host, BAKEHOUSE_WORKER_NAME: name, ...more });

/** Builds that have come to a phase and stay there, as long as the door is shut. */
type Phase = "queued" | "resolving" | "building" | "pushing" | "recording";
/** Those that are built first: then they take up none of the places that two builds at once have. */
const PHASES_AT_WORK = ["pushing", "recording", "resolving", "building"] as const;
interface Held {
  phase: Phase;
  id: string;
  name: string;
  /** What its RUN sleeps for: known by it among all processes. */
  seconds: string;
}

/** Sleeps when it is run first, and not again. */
function sleepOnce(seconds: string): string {
  const mount = `--mount=type=cache,id=${nonce()},target=/been`;
  return `${mount} if [ -e /been/here ]; then echo again; else : > /been/here; sleep ${seconds}; fi`;
}

async function request(phase: Phase, sleeps: (seconds: string) => string = sleepOnce): Promise<Held> {
  const seconds = `100.${Math.floor(Math.random() * 90_000 + 10_000)}`;
  const run = phase === "building" ? sleeps(seconds) : `echo ${nonce()}`;
  const from = phase === "resolving" ? slow : base;
  const image = await makeImage(ctx, { dockerfile: `FROM ${from}\nRUN ${run} && echo made ${nonce()}\n` });
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  return { phase, id, name: image.name, seconds };
}

/** Shuts the door for what each of these waits for, then waits until each is there. */
async function bringTo(...builds: Held[]): Promise<void> {
  for (const { id, phase } of builds) {
    const build = await until(ctx, id, (one) => arrived(one, phase));
    expect(build, phase).toMatchObject(
      phase === "queued" ? { status: "queued" } : { status: "running", phase },
    );
  }
  await sleep(300);
}

function arrived(build: Build, phase: Phase): boolean {
  if (phase === "queued") return build.status === "queued";
  if (build.phase !== phase) return false;
  return (
    phase !== "building" || build.steps.some(({ name, startedAt }) => name.startsWith("RUN") && startedAt)
  );
}

function shutDoorFor(builds: () => Held[]): void {
  door.hold(({ method, url }) => {
    if (url.includes("/bakehouse-test/base/manifests/")) return true;
    const one = builds().find(({ name }) => url.includes(`/${name}/`));
    if (one?.phase === "pushing") return method === "POST" && url.includes("/blobs/uploads");
    return one?.phase === "recording" && method === "PUT" && url.endsWith("/manifests/1.1");
  });
}

/** What must hold of a build whatever became of its workers: one success, one digest under each of its tags. */
async function expectPublishedOnce({ id, name, phase }: Held, attempt: number): Promise<void> {
  const build = await ended(ctx, id);
  expect(build, `${phase}: ${JSON.stringify(build.error)}`).toMatchObject({
    status: "succeeded",
    tag: "1.1",
    attempt,
  });
  const repository = `${testRegistry()}/${build.team}/${name}`;
  for (const tag of ["1.1", "1", "latest"]) {
    expect(await headDigest(`${repository}:${tag}`), `${phase} :${tag}`).toBe(build.digest);
  }
  const target = `${build.team}/${name}:1.1`;
  expect(await db.auditEvent.count({ where: { action: "build.succeed", target } }), phase).toBe(1);
  expect(await db.channelMove.count({ where: { toBuildId: id } }), phase).toBe(1);
  // Nobody may be left to find an attempt's own tag.
  await expect
    .poll(() => headDigest(`${repository}:_1.1-attempt-${attempt}`), { timeout: 10_000 })
    .toBeNull();
  const steps = build.steps.map((step) => step.attempt);
  expect(steps).toEqual(steps.toSorted());
}

test("a worker that is killed with builds in every phase, and started again, ends each of them once", async () => {
  const builds: Held[] = [];
  shutDoorFor(() => builds);
  const killed = await start("baker", { BAKEHOUSE_BUILD_CONCURRENCY: "2" });
  for (const phase of [...PHASES_AT_WORK, "queued"] as const) builds.push(await request(phase));
  await bringTo(...builds);
  await killed.end("SIGKILL");
  const at = Date.now();
  for (const { seconds } of builds)
    await expect.poll(() => isRunning(seconds), { timeout: 3000 }).toBe(false);
  door.release();
  const again = await start("baker", { BAKEHOUSE_BUILD_CONCURRENCY: "5" });
  for (const held of builds) {
    const taken = await until(ctx, held.id, ({ attempt }) => attempt === (held.phase === "queued" ? 1 : 2));
    expect(taken.worker).toBe("baker");
  }
  expect(Date.now() - at).toBeLessThan(20_000);
  for (const held of builds) {
    await expectPublishedOnce(held, held.phase === "queued" ? 1 : 2);
    if (held.phase === "queued") continue;
    expect(await logOf(ctx, held.id)).toContain(
      "baker went silent; another worker goes on with this build (attempt 2).",
    );
  }
  expect(await again.end("SIGTERM")).toBe(0);
}, 120_000);

test("another worker takes up what a killed and a stalled one had; the stalled one wakes and changes nothing", async () => {
  const builds: Held[] = [];
  shutDoorFor(() => builds);
  const killed = await start("killed", { BAKEHOUSE_BUILD_CONCURRENCY: "4" });
  for (const phase of PHASES_AT_WORK) builds.push(await request(phase));
  await bringTo(...builds);
  const stalled = await start("stalled", { BAKEHOUSE_BUILD_CONCURRENCY: "5" });
  const theirs: Held[] = [];
  for (const phase of PHASES_AT_WORK) {
    const held = await request(phase);
    theirs.push(held);
    builds.push(held);
  }
  const doomed = await request("building", (seconds) => `sleep ${seconds}`);
  await bringTo(...theirs, doomed);
  stalled.process.kill("SIGSTOP");
  await killed.end("SIGKILL");
  const at = Date.now();
  const heir = await start("heir", { BAKEHOUSE_BUILD_CONCURRENCY: "9" });
  for (const { id } of [...builds, doomed]) {
    const taken = await until(ctx, id, ({ attempt }) => attempt === 2);
    expect(taken.worker).toBe("heir");
  }
  expect(Date.now() - at).toBeLessThan(60_000);
  // Nothing goes on in the engine that the stalled one began and its heir has no need of.
  await until(ctx, doomed.id, (build) => arrived(build, "building"));
  await cancelBuild(ctx, { id: doomed.id });
  await expect.poll(() => isRunning(doomed.seconds), { timeout: 5000 }).toBe(false);
  door.release();
  stalled.process.kill("SIGCONT");
  for (const held of builds) await expectPublishedOnce(held, 2);
  await expect.poll(() => stalled.output.join("\n")).toContain("another worker has it; letting go");
  // Long enough for whatever the stalled one and its engine still had in hand.
  await sleep(2000);
  for (const held of builds) await expectPublishedOnce(held, 2);
  expect(await stalled.end("SIGTERM")).toBe(0);
  expect(await heir.end("SIGTERM")).toBe(0);
}, 180_000);

test("three workers lost with one build are enough: it fails with that reason", async () => {
  const held = await request("building", (seconds) => `sleep ${seconds}`);
  for (let lost = 1; lost <= 3; lost++) {
    const worker = await start("unlucky", { BAKEHOUSE_BUILD_CONCURRENCY: "1" });
    await until(ctx, held.id, (build) => build.attempt === lost && arrived(build, "building"));
    await worker.end("SIGKILL");
  }
  const last = await start("unlucky");
  expect(await ended(ctx, held.id)).toMatchObject({
    status: "failed",
    attempt: 4,
    error: { code: "workers-lost", message: expect.stringContaining("3 workers went silent") },
  });
  expect(await headDigest(`${testRegistry()}/${ctx.teams[0]?.name}/${held.name}:1.1`)).toBeNull();
  await last.end("SIGTERM");
}, 120_000);

test("told to stop, a worker ends what it can in its time, hands back the rest, and exits with 0", async () => {
  const worker = await start("leaving", { BAKEHOUSE_BUILD_CONCURRENCY: "2", BAKEHOUSE_GRACE_SECONDS: "12" });
  const quick = await request("queued");
  await ended(ctx, quick.id);
  const short = await request("building", () => "sleep 4");
  const long = await request("building");
  for (const { id } of [short, long]) await until(ctx, id, (build) => arrived(build, "building"));
  const waiting = await request("queued");
  expect(await worker.end("SIGTERM")).toBe(0);
  expect(await getBuild(ctx, { id: short.id })).toMatchObject({ status: "succeeded", attempt: 1 });
  expect(await getBuild(ctx, { id: long.id })).toMatchObject({ status: "queued" });
  expect(await getBuild(ctx, { id: waiting.id })).toMatchObject({ status: "queued" });
  const next = await start("next");
  expect(await ended(ctx, long.id)).toMatchObject({ status: "succeeded", attempt: 2 });
  expect(await logOf(ctx, long.id)).toContain(
    "Handed back by a worker that stopped; it goes on here (attempt 2).",
  );
  await expectPublishedOnce(waiting, 1);
  expect(await next.end("SIGTERM")).toBe(0);
}, 90_000);

test("told to stop with builds in every phase, a worker hands back each, leaves nothing running, and exits with 0", async () => {
  const builds: Held[] = [];
  shutDoorFor(() => builds);
  const leaving = await start("leaving", {
    BAKEHOUSE_BUILD_CONCURRENCY: "4",
    BAKEHOUSE_GRACE_SECONDS: "1",
  });
  for (const phase of PHASES_AT_WORK) builds.push(await request(phase));
  await bringTo(...builds);
  expect(await leaving.end("SIGTERM")).toBe(0);
  for (const { id, phase, seconds } of builds) {
    expect(await getBuild(ctx, { id }), phase).toMatchObject({ status: "queued", phase: null });
    await expect.poll(() => isRunning(seconds), { timeout: 3000 }).toBe(false);
  }
  door.release();
  const next = await start("next", { BAKEHOUSE_BUILD_CONCURRENCY: "4" });
  for (const held of builds) await expectPublishedOnce(held, 2);
  expect(await next.end("SIGTERM")).toBe(0);
}, 90_000);
