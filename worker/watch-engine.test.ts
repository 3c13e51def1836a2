import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import type { WorkerProblem } from "#lib/workers/keep-worker-seen";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { freeSpace } from "#worker/docker/free-space";
import { cuttableEngine, nonce, testEngine } from "#worker/docker/test-engine";
import { ended, smallBase } from "#worker/testing-builds";
import { type ExtraEngine, extraEngine, mayStartEngines } from "#worker/testing-extra-engine";
import { watchEngine } from "#worker/watch-engine";
import { startWorker } from "#worker/worker";

if (!mayStartEngines)
  console.warn("Not tried, as only root can: what is said of an engine's disk that is full.");

const MB = 1_000_000;

test("the room of an engine that is reached over TCP, or of a folder that is not its own, is not known", async () => {
  const { engine, cut } = await cuttableEngine();
  expect(await freeSpace(engine, "/")).toBeNull();
  expect(await freeSpace(connectEngine("unix:///nowhere"), "/tmp")).toBeNull();
  cut("end");
});

test("the room of the engine in use is", async () => {
  const engine = testEngine();
  const { rootDir } = await describeEngine(engine);
  const { totalBytes, freeBytes } = (await freeSpace(engine, rootDir)) ?? { totalBytes: 0, freeBytes: 0 };
  expect(freeBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThan(freeBytes);
});

describe.skipIf(!mayStartEngines)("an engine on a small disk", () => {
  let own: ExtraEngine;
  let filler: string;
  let end = new AbortController();
  beforeAll(async () => {
    own = await extraEngine({ diskMegabytes: 100 });
    filler = join((await describeEngine(connectEngine(own.address))).rootDir, "filler");
  });
  afterAll(() => own?.remove());
  afterEach(() => {
    end.abort();
    end = new AbortController();
    rmSync(filler, { force: true });
  });

  const fill = () => writeFileSync(filler, Buffer.alloc(80 * MB));
  function watch(makeRoom: (missingBytes: number) => Promise<void> = async () => {}) {
    const told: (WorkerProblem | null)[] = [];
    const options = {
      engine: connectEngine(own.address),
      minFreeBytes: 40 * MB,
      makeRoom,
      signal: end.signal,
    };
    return { told, watch: watchEngine({ ...options, onChange: (problem) => told.push(problem) }) };
  }

  test("has a problem while room cannot be made, and none when there is some", async () => {
    const asked: number[] = [];
    const { told, watch: watched } = watch(async (missing) => void asked.push(missing));
    expect(await watched.look()).toBeNull();
    fill();
    const problem = await watched.look();
    expect(problem?.kind).toBe("disk");
    expect(problem?.text).toMatch(/^The engine's disk has \d+\.\d MB free, less than 40 MB$/);
    expect(watched.problem).toEqual(problem);
    expect(asked[0]).toBeGreaterThan(20 * MB);
    expect(asked[0]).toBeLessThan(50 * MB);
    rmSync(filler);
    // It looks again by itself, and sooner while there is a problem.
    await expect.poll(() => watched.problem, { timeout: 5000 }).toBeNull();
    expect(told).toEqual([problem, null]);
    expect(watched.disk?.freeBytes).toBeGreaterThan(40 * MB);
  });

  test("has no problem where room is made", async () => {
    fill();
    const { told, watch: watched } = watch(async () => rmSync(filler));
    expect(await watched.look()).toBeNull();
    expect(told).toEqual([{ kind: "disk", text: expect.stringContaining("The engine's disk has") }, null]);
  });

  test("gets no builds while it is full: they wait, its worker says why, and they go on when there is room", async () => {
    const [base, ctx] = await Promise.all([smallBase(), makeOwner()]);
    env().BAKEHOUSE_MIN_FREE_GB = 0.04;
    fill();
    const worker = await startWorker({ dockerHost: own.address, concurrency: 1, name: nonce() });
    try {
      const { team, name } = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN echo ${nonce()}\n` });
      const { id } = await requestBuild(ctx, { team, image: name });
      const problem = async () => (await db.worker.findUniqueOrThrow({ where: { id: worker.id } })).problem;
      await expect
        .poll(problem, { timeout: 10_000 })
        .toMatch(/^The engine's disk has .* free, less than 40 MB$/);
      expect(await getBuild(ctx, { id })).toMatchObject({ status: "queued" });
      rmSync(filler);
      expect(await ended(ctx, id)).toMatchObject({ status: "succeeded", attempt: 1 });
      expect(await problem()).toBeNull();
    } finally {
      await worker.stop(0);
    }
  });

  test("has a problem while it does not answer", async () => {
    const { watch: watched } = watch();
    expect(await watched.look()).toBeNull();
    await own.kill();
    expect((await watched.look())?.text).toMatch(/^The Docker engine at unix:\S+ does not answer/);
    await own.start();
    await expect.poll(() => watched.problem, { timeout: 10_000 }).toBeNull();
  });
});
