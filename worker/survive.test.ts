import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import { makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { headDigest } from "#worker/docker/registry-client";
import { isRunning, testRegistry, watchCommand } from "#worker/docker/test-engine";
import { ended, logOf, until } from "#worker/testing-builds";
import {
  arrived,
  bringTo,
  expectPublishedOnce,
  type Held,
  PHASES_AT_WORK,
  type PhasedBuilds,
  phasedBuilds,
} from "#worker/testing-phases";
import { endWorkerProcesses, startWorkerProcess } from "#worker/testing-worker";

let ctx: Context;
let phased: PhasedBuilds;

beforeAll(async () => {
  ctx = await makeOwner();
  phased = await phasedBuilds(ctx);
});
afterEach(async () => {
  await endWorkerProcesses();
  phased.open();
});

const start = (name: string, more: Record<string, string> = {}) =>
  startWorkerProcess({ BAKEHOUSE_REGISTRY: phased.registry, BAKEHOUSE_WORKER_NAME: name, ...more });

test("a worker that is killed with builds in every phase, and started again, ends each of them once", async () => {
  const builds: Held[] = [];
  phased.shut();
  const killed = await start("baker", { BAKEHOUSE_BUILD_CONCURRENCY: "2" });
  for (const phase of [...PHASES_AT_WORK, "queued"] as const) builds.push(await phased.request(phase));
  await bringTo(ctx, ...builds);
  await killed.end("SIGKILL");
  const at = Date.now();
  for (const { seconds } of builds)
    await expect.poll(() => isRunning(seconds), { timeout: 3000 }).toBe(false);
  phased.open();
  const again = await start("baker", { BAKEHOUSE_BUILD_CONCURRENCY: "5" });
  for (const held of builds) {
    const taken = await until(ctx, held.id, ({ attempt }) => attempt === (held.phase === "queued" ? 1 : 2));
    expect(taken.worker).toBe("baker");
  }
  expect(Date.now() - at).toBeLessThan(20_000);
  for (const held of builds) {
    await expectPublishedOnce(ctx, held, held.phase === "queued" ? 1 : 2);
    if (held.phase === "queued") continue;
    expect(await logOf(ctx, held.id)).toContain(
      "baker went silent; another worker goes on with this build (attempt 2).",
    );
  }
  expect(await again.end("SIGTERM")).toBe(0);
}, 120_000);

test("another worker takes up what a killed and a stalled one had; the stalled one wakes and changes nothing", async () => {
  const builds: Held[] = [];
  phased.shut();
  const killed = await start("killed", { BAKEHOUSE_BUILD_CONCURRENCY: "4" });
  for (const phase of PHASES_AT_WORK) builds.push(await phased.request(phase));
  await bringTo(ctx, ...builds);
  const stalled = await start("stalled", { BAKEHOUSE_BUILD_CONCURRENCY: "5" });
  const theirs: Held[] = [];
  for (const phase of PHASES_AT_WORK) {
    const held = await phased.request(phase);
    theirs.push(held);
    builds.push(held);
  }
  const doomed = await phased.request("building", (seconds) => `sleep ${seconds}`);
  await bringTo(ctx, ...theirs, doomed);
  const endWatch = watchCommand("sleep", doomed.seconds);
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
  // It was there, and never twice.
  expect(endWatch()).toBe(1);
  await cancelBuild(ctx, { id: doomed.id });
  await expect.poll(() => isRunning(doomed.seconds), { timeout: 5000 }).toBe(false);
  phased.open();
  stalled.process.kill("SIGCONT");
  for (const held of builds) await expectPublishedOnce(ctx, held, 2);
  await expect.poll(() => stalled.output.join("\n")).toContain("another worker has it; letting go");
  // Long enough for whatever the stalled one and its engine still had in hand.
  await sleep(2000);
  for (const held of builds) await expectPublishedOnce(ctx, held, 2);
  expect(await stalled.end("SIGTERM")).toBe(0);
  expect(await heir.end("SIGTERM")).toBe(0);
}, 180_000);

test("three workers lost with one build are enough: it fails with that reason", async () => {
  const held = await phased.request("building", (seconds) => `sleep ${seconds}`);
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

test("given up while it was being published, a build leaves no tag behind, and the good one before it has its own back", async () => {
  const good = await phased.request("queued");
  const image = { team: teamOf(ctx), image: good.name };
  const inRegistry = (tag: string) => headDigest(`${testRegistry()}/${image.team}/${image.image}:${tag}`);
  const first = await start("unlucky", { BAKEHOUSE_BUILD_CONCURRENCY: "1" });
  const { digest } = await ended(ctx, good.id);
  await first.end("SIGTERM");
  const dockerfile = `FROM ${phased.base}\nRUN echo made ${randomUUID()}\n`;
  await createVersion(ctx, { ...image, dockerfile, message: "" });
  // Of what publishing gives, the last: by then the others name the new build, and the catalogue does not know it.
  phased.hold(({ method, url }) => method === "PUT" && url.endsWith("/manifests/latest"));
  const bad = await requestBuild(ctx, image);
  for (let lost = 1; lost <= 3; lost++) {
    const worker = await start("unlucky", { BAKEHOUSE_BUILD_CONCURRENCY: "1" });
    await until(ctx, bad.id, (build) => build.attempt === lost && arrived(build, "recording"));
    await expect.poll(() => inRegistry("2")).not.toBeNull();
    await worker.end("SIGKILL");
  }
  phased.open();
  const last = await start("unlucky");
  expect(await ended(ctx, bad.id)).toMatchObject({ status: "failed", error: { code: "workers-lost" } });
  for (const tag of ["2.1", "2"]) await expect.poll(() => inRegistry(tag), { timeout: 10_000 }).toBeNull();
  for (const tag of ["1.1", "1", "latest"]) {
    await expect.poll(() => inRegistry(tag), { timeout: 10_000 }).toBe(digest);
  }
  await last.end("SIGTERM");
}, 120_000);

test("told to stop, a worker ends what it can in its time, hands back the rest, and exits with 0", async () => {
  const worker = await start("leaving", { BAKEHOUSE_BUILD_CONCURRENCY: "2", BAKEHOUSE_GRACE_SECONDS: "12" });
  const quick = await phased.request("queued");
  await ended(ctx, quick.id);
  const short = await phased.request("building", () => "sleep 4");
  const long = await phased.request("building");
  for (const { id } of [short, long]) await until(ctx, id, (build) => arrived(build, "building"));
  const waiting = await phased.request("queued");
  expect(await worker.end("SIGTERM")).toBe(0);
  expect(await getBuild(ctx, { id: short.id })).toMatchObject({ status: "succeeded", attempt: 1 });
  expect(await getBuild(ctx, { id: long.id })).toMatchObject({ status: "queued" });
  expect(await getBuild(ctx, { id: waiting.id })).toMatchObject({ status: "queued" });
  const next = await start("next");
  expect(await ended(ctx, long.id)).toMatchObject({ status: "succeeded", attempt: 2 });
  expect(await logOf(ctx, long.id)).toContain(
    "Handed back by a worker that stopped; it goes on here (attempt 2).",
  );
  await expectPublishedOnce(ctx, waiting, 1);
  expect(await next.end("SIGTERM")).toBe(0);
}, 90_000);

test("told to stop with builds in every phase, a worker hands back each, leaves nothing running, and exits with 0", async () => {
  const builds: Held[] = [];
  phased.shut();
  const leaving = await start("leaving", {
    BAKEHOUSE_BUILD_CONCURRENCY: "4",
    BAKEHOUSE_GRACE_SECONDS: "1",
  });
  for (const phase of PHASES_AT_WORK) builds.push(await phased.request(phase));
  await bringTo(ctx, ...builds);
  expect(await leaving.end("SIGTERM")).toBe(0);
  for (const { id, phase, seconds } of builds) {
    expect(await getBuild(ctx, { id }), phase).toMatchObject({ status: "queued", phase: null });
    await expect.poll(() => isRunning(seconds), { timeout: 3000 }).toBe(false);
  }
  phased.open();
  const next = await start("next", { BAKEHOUSE_BUILD_CONCURRENCY: "4" });
  for (const held of builds) await expectPublishedOnce(ctx, held, 2);
  expect(await next.end("SIGTERM")).toBe(0);
}, 90_000);
