import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { headDigest } from "#worker/docker/registry-client";
import { nonce, stallableEngine, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { type ExtraEngine, extraEngine } from "#worker/testing-extra-engine";
import {
  bringTo,
  expectPublishedOnce,
  type Held,
  PHASES_AT_WORK,
  phasedBuilds,
} from "#worker/testing-phases";
import { heldRegistry } from "#worker/testing-registry";
import { type RunningWorker, startWorker, type WorkerOptions } from "#worker/worker";

let base: string;
let ctx: Context;
let worker: RunningWorker | undefined;

const start = async (dockerHost: string | undefined, more: Partial<WorkerOptions> = {}) => {
  worker = await startWorker({ dockerHost, concurrency: 2, ...more });
};

beforeAll(async () => {
  // Without the reserve that keeps a disk from becoming full.
  env().BAKEHOUSE_MIN_FREE_GB = 0;
  base = await smallBase();
  ctx = await makeOwner();
});
afterEach(async () => {
  await worker?.stop(0);
  worker = undefined;
  env().BAKEHOUSE_REGISTRY = testRegistry();
});

const make = (...steps: string[]) =>
  makeImage(ctx, { dockerfile: [`FROM ${base}`, ...steps, ""].join("\n") });
const makeTrivial = () => make(`RUN echo ${nonce()}`);
const hasBegun =
  (text: string, times = 1) =>
  ({ steps, status }: Build) =>
    status === "failed" ||
    steps.filter(({ name, startedAt }) => name.includes(text) && startedAt).length === times;
const hasStopped =
  (times = 1) =>
  ({ steps, status }: Build) =>
    status === "failed" || steps.filter(({ error }) => error === "stopped").length === times;

test("a full disk in the engine is called that, and the next build goes well when there is room", async () => {
  const small = await extraEngine({ diskMegabytes: 48 });
  try {
    await start(small.address);
    const failed = await buildToEnd(ctx, await make("RUN head -c 100000000 /dev/zero > /big"));
    expect(failed).toMatchObject({ status: "failed", error: { code: expect.stringContaining("no-space") } });
    expect(failed.error?.message).toMatch(/full|space/i);
    expect(await buildToEnd(ctx, await makeTrivial())).toMatchObject({ status: "succeeded" });
  } finally {
    await worker?.stop(0);
    worker = undefined;
    await small.remove();
  }
}, 60_000);

describe("an engine that is killed, and comes back,", () => {
  let engine: ExtraEngine;
  beforeAll(async () => {
    engine = await extraEngine();
  });
  afterAll(() => engine.remove());

  test("in the middle of a build ends that build", async () => {
    await start(engine.address);
    const image = await make(`RUN echo first ${nonce()}`, `RUN sleep 3 && echo second ${nonce()}`);
    const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
    await until(ctx, id, hasBegun("sleep 3"));
    await engine.kill();
    await until(ctx, id, hasStopped());
    await engine.start();
    const build = await ended(ctx, id);
    expect(build).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(await logOf(ctx, id)).toMatch(/Waiting for the engine; then the build goes on .*\(try 2 of 3\)/);
    expect(await headDigest(`${testRegistry()}/${image.team}/${image.name}:1.1`)).toBe(build.digest);
  }, 60_000);

  test("while it pushes, pushes what it has built", async () => {
    const door = await heldRegistry();
    env().BAKEHOUSE_REGISTRY = door.host;
    door.hold(({ method, url }) => method === "POST" && url.includes("/blobs/uploads"));
    await start(engine.address);
    const image = await makeTrivial();
    const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
    await door.held();
    await engine.kill();
    door.release();
    await until(ctx, id, hasStopped());
    await engine.start();
    const build = await ended(ctx, id);
    expect(build).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(build.steps.filter(({ name }) => name.startsWith("RUN"))).toHaveLength(1);
    expect(await headDigest(`${testRegistry()}/${image.team}/${image.name}:1.1`)).toBe(build.digest);
  }, 60_000);

  test("with builds in every phase ends each of them once", async () => {
    const phased = await phasedBuilds(ctx);
    phased.shut();
    await start(engine.address);
    const builds: Held[] = [];
    for (const phase of [...PHASES_AT_WORK, "queued"] as const) builds.push(await phased.request(phase));
    await bringTo(ctx, ...builds);
    await engine.kill();
    phased.open();
    await expect
      .poll(async () => (await getBuild(ctx, { id: builds[3]?.id ?? "" })).steps.at(-1)?.error)
      .toBe("stopped");
    await engine.start();
    for (const held of builds) await expectPublishedOnce(ctx, held, 1);
    for (const { id, phase } of builds) {
      const runs = (await getBuild(ctx, { id })).steps.filter(({ name }) => name.startsWith("RUN"));
      expect(runs, phase).toHaveLength(phase === "building" ? 2 : 1);
    }
  }, 60_000);

  test("and does not within the time a build waits, has it fail with that reason", async () => {
    await start(engine.address, { engineWaitMs: 2000 });
    const image = await make(`RUN sleep 30 && echo ${nonce()}`);
    const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
    await until(ctx, id, hasBegun("sleep 30"));
    await engine.kill();
    expect(await ended(ctx, id)).toMatchObject({
      status: "failed",
      attempt: 1,
      digest: null,
      error: { code: "engine-unreachable", hint: expect.stringContaining("engine") },
    });
    const next = await makeTrivial();
    const waiting = await requestBuild(ctx, { team: next.team, image: next.name });
    await engine.start();
    expect(await ended(ctx, waiting.id)).toMatchObject({ status: "succeeded", attempt: 1 });
  }, 60_000);

  test("three times during one build, is given up with that reason, and takes the next", async () => {
    await start(engine.address);
    const image = await make(`RUN sleep 30 && echo ${nonce()}`);
    const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
    for (let times = 1; times <= 3; times++) {
      await until(ctx, id, hasBegun("sleep 30", times));
      await engine.kill();
      await until(ctx, id, hasStopped(times));
      await engine.start();
    }
    expect(await ended(ctx, id)).toMatchObject({
      status: "failed",
      attempt: 1,
      digest: null,
      error: { code: "engine-unreachable", hint: expect.stringContaining("engine") },
    });
    expect(await buildToEnd(ctx, await makeTrivial())).toMatchObject({ status: "succeeded" });
  }, 60_000);
});

test("an engine that stops answering without a word has its build begun again when it is back", async () => {
  const line = await stallableEngine();
  await start(line.address, { silenceMs: 1000 });
  const image = await make(`RUN echo first ${nonce()}`, `RUN sleep 2 && echo second ${nonce()}`);
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  await until(ctx, id, hasBegun("sleep 2"));
  line.stall();
  await until(ctx, id, hasStopped());
  line.goOn();
  expect(await ended(ctx, id)).toMatchObject({ status: "succeeded", attempt: 1 });
  expect(await logOf(ctx, id)).toMatch(/has not answered for 1 s\. Waiting for the engine/);
}, 60_000);
