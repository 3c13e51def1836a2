import { existsSync, readdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { connectEngine } from "#worker/docker/connect-engine";
import { limitSteps } from "#worker/docker/limit-steps";
import { headDigest } from "#worker/docker/registry-client";
import { cuttableEngine, isRunning, nonce, testEngine } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { type ExtraEngine, engineOfEach, GENERATIONS, mayStartEngines } from "#worker/testing-extra-engine";
import { type RunningWorker, startWorker } from "#worker/worker";

if (!mayStartEngines) console.warn("Not tried, as only root can: limits of memory and processors.");

const MB = 1_000_000;
const group = `bakehouse-test-${nonce()}`;
const started = engineOfEach({ args: [`--cgroup-parent=${group}`] });
let base: string;
let ctx: Context;
let worker: RunningWorker | undefined;
/** Takes longer than it may, beside the other tests: a minute is the least that there is. */
let slow: { worker: RunningWorker; id: string; seconds: string };

beforeAll(async () => {
  [base, ctx] = await Promise.all([smallBase(), makeOwner()]);
  await db.settings.update({ where: { id: 1 }, data: { maxBuildMinutes: 1 } });
  const seconds = `300.${Math.floor(Math.random() * 90_000 + 10_000)}`;
  const image = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN : ${nonce()}; sleep ${seconds}\n` });
  const slowWorker = await startWorker({
    dockerHost: process.env.DOCKER_HOST,
    concurrency: 1,
    name: nonce(),
  });
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  await until(ctx, id, ({ phase }) => phase === "building");
  slow = { worker: slowWorker, id, seconds };
  await db.settings.update({ where: { id: 1 }, data: { maxBuildMinutes: 60 } });
});
afterEach(async () => {
  await db.settings.update({
    where: { id: 1 },
    data: { maxLogBytes: 64 * MB, maxImageBytes: null, maxMemoryBytes: null, maxCpus: null },
  });
});
afterAll(async () => {
  await slow.worker.stop(0);
  await worker?.stop(0);
  const hierarchies = readdirSync("/sys/fs/cgroup").map((name) => join("/sys/fs/cgroup", name));
  for (const place of ["/sys/fs/cgroup", ...hierarchies]) {
    for (const left of [join(place, group, "buildkit"), join(place, group)]) {
      if (existsSync(left)) rmdirSync(left);
    }
  }
});

const build = async (...lines: string[]) =>
  buildToEnd(ctx, await makeImage(ctx, { dockerfile: `FROM ${base}\n${lines.join("\n")}\n` }));

describe("limits that are ours to hold", () => {
  beforeAll(async () => {
    worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1, name: nonce() });
  });
  afterAll(async () => {
    await worker?.stop(0);
    worker = undefined;
  });

  test("an image that is too large is not pushed, and its largest steps are named", async () => {
    await db.settings.update({ where: { id: 1 }, data: { maxImageBytes: 5 * MB } });
    const failed = await build(
      `RUN : ${nonce()}; head -c 1000000 /dev/zero > /small`,
      `RUN : ${nonce()}; \\\n  head -c 6000000 /dev/zero > /large`,
    );
    expect(failed).toMatchObject({
      status: "failed",
      digest: null,
      error: {
        code: "image-too-large",
        line: 3,
        cause: expect.stringMatching(/: RUN : \w+;.* > \/large \(6\.00 MB\), /),
      },
    });
    expect(failed.error?.message).toMatch(/^The image has \d\.\d+ MB, more than the 5 MB that one may have/);
    expect(await headDigest(`${env().BAKEHOUSE_REGISTRY}/${failed.team}/${failed.image}:1.1`)).toBeNull();
    await db.settings.update({ where: { id: 1 }, data: { maxImageBytes: 50 * MB } });
    expect(await build("RUN true")).toMatchObject({ status: "succeeded" });
  });

  test("a log beyond its limit is not kept, which it says; what broke the build is still told", async () => {
    await db.settings.update({ where: { id: 1 }, data: { maxLogBytes: 10_000 } });
    const failed = await build(
      `RUN : ${nonce()}; seq 1 20000; echo "E: Unable to locate package nonesuch"; exit 4`,
    );
    expect(failed.error).toMatchObject({ code: "apt-package-not-found", exitCode: 4 });
    const log = (await logOf(ctx, failed.id)).split("\n");
    expect(log.join("\n").length).toBeLessThan(12_000);
    expect(log).toContainEqual(expect.stringMatching(/\[log limit of 10 kB reached: /));
    expect(log).toContainEqual(expect.stringMatching(/\[1\d,\d{3} lines not kept, \d+(\.\d+)? kB\]/));
    const step = failed.steps.find(({ name }) => name.startsWith("RUN"));
    expect(failed.error?.logLine).toBeLessThanOrEqual(step?.lineCount ?? 0);
  });
});

test("an engine elsewhere is not held to limits, and says why", async () => {
  const { engine, cut } = await cuttableEngine();
  const limits = { memoryBytes: 64 * MB, cpus: null };
  expect((await limitSteps(engine, "docker/buildkit", limits)).problem).toBe("the engine is on another host");
  cut("end");
  const none = await limitSteps(testEngine(), "docker/buildkit", { memoryBytes: null, cpus: null });
  expect(none.problem).toBeNull();
});

describe.skipIf(!mayStartEngines).each(GENERATIONS)("the engine of %s", (generation) => {
  let extra: ExtraEngine;

  beforeAll(async () => {
    extra = await started(generation);
    env().BAKEHOUSE_BUILD_CGROUP = `${group}/buildkit`;
    worker = await startWorker({ dockerHost: extra.address, concurrency: 1, name: nonce() });
  });
  afterAll(async () => {
    await worker?.stop(0);
    worker = undefined;
  });

  const problem = async () => {
    const limited = await limitSteps(connectEngine(extra.address), env().BAKEHOUSE_BUILD_CGROUP, {
      memoryBytes: 100 * MB,
      cpus: 1,
    });
    limited.close();
    return limited.problem;
  };

  test("ends a step that takes more memory than it may, and leaves those alone that do not", async ({
    skip,
  }) => {
    const why = await problem();
    if (why) return skip(why);
    await db.settings.update({ where: { id: 1 }, data: { maxMemoryBytes: 40 * MB, maxCpus: 0.5 } });
    const failed = await build(`RUN : ${nonce()}; ${hog(150)}`);
    expect(failed).toMatchObject({ status: "failed", error: { code: "killed", exitCode: 137 } });
    expect(failed.error?.message).toContain("memory limit of 40 MB");
    expect(failed.error?.hint).toContain("administrator");
    const cpu = existsSync("/sys/fs/cgroup/cgroup.controllers")
      ? "/sys/fs/cgroup/cpu.max"
      : "/sys/fs/cgroup/cpu/cpu.cfs_quota_us";
    const good = await build(`RUN : ${nonce()}; sleep 0.5; cat ${cpu}; ${hog(8)}`);
    expect(good).toMatchObject({ status: "succeeded" });
    expect(await logOf(ctx, good.id)).toMatch(/\b50000\b/);
  });
});

test("a build that takes longer than it may is ended, and what it ran too", async () => {
  const failed = await ended(ctx, slow.id);
  expect(failed).toMatchObject({
    status: "failed",
    error: { code: "timeout", message: "The build was ended after 1 min, the longest it may take." },
  });
  const { startedAt, finishedAt } = await db.build.findUniqueOrThrow({ where: { id: slow.id } });
  const took = Number(finishedAt) - Number(startedAt);
  expect(took).toBeGreaterThanOrEqual(60_000);
  expect(took).toBeLessThan(70_000);
  await expect.poll(() => isRunning(slow.seconds), { timeout: 5000 }).toBe(false);
}, 90_000);

/** A shell that holds so many megabytes in a variable. */
function hog(megabytes: number): string {
  return `x=$(head -c ${megabytes}000000 /dev/zero | tr '\\0' x); echo \${#x}`;
}
