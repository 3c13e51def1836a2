import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { env } from "#lib/env";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { headDigest } from "#worker/docker/registry-client";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { type RunningWorker, startWorker } from "#worker/worker";

let base: string;
let ctx: Context;
let worker: RunningWorker;

beforeAll(async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  base = await smallBase();
  ctx = await makeOwner();
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 3 });
});
afterAll(() => worker.stop(0));

const path = (image: Image) => ({ team: image.team, image: image.name });
const inRegistry = (image: Image, tag: string) =>
  headDigest(`${testRegistry()}/${image.team}/${image.name}:${tag}`);

async function build(lines: string): Promise<{ image: Image; build: Build }> {
  const image = await makeImage(ctx, { dockerfile: `FROM ${base}\n${lines}\n` });
  return { image, build: await buildToEnd(ctx, image) };
}

describe("a good build", () => {
  test("is pushed under its own tag, its version's and latest, and all of it is recorded", async () => {
    const dockerfile = `# check\nFROM ${base}\nENV GREETING=hello\nRUN echo "${nonce()} $GREETING" && echo oops >&2\nWORKDIR /srv\n`;
    const image = await makeImage(ctx, { dockerfile });
    const build = await buildToEnd(ctx, image);
    expect(build).toMatchObject({
      status: "succeeded",
      tag: "1.1",
      tags: ["1", "latest"],
      error: null,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      reference: `${testRegistry()}/${image.team}/${image.name}@${build.digest}`,
      config: { workdir: "/srv", env: expect.arrayContaining(["GREETING=hello"]) },
      bases: [{ line: 2, name: base, source: "registry" }],
      engineVersion: worker.engineVersion,
      worker: worker.name,
    });
    expect(build.sizeBytes).toBeGreaterThan(0);
    for (const tag of ["1.1", "1", "latest"]) expect(await inRegistry(image, tag)).toBe(build.digest);
    expect(build.resolvedDockerfile).toBe(dockerfile.replace(base, build.bases[0]?.reference ?? ""));
    expect(build.steps.map(({ kind, name, line }) => [kind, name.split(" ")[0], line])).toEqual([
      ["resolve", "Resolve", null],
      ["build", "FROM", 2],
      ["build", "RUN", 4],
      ["build", "WORKDIR", 5],
      ["build", "exporting", null],
      ["push", "Push", null],
    ]);
    for (const step of build.steps)
      expect(step, step.name).toMatchObject({
        startedAt: expect.any(String),
        completedAt: expect.any(String),
        error: null,
      });
    const { queueMs, buildMs, pushMs, totalMs } = build.timings;
    expect((queueMs ?? 0) + (buildMs ?? 0) + (pushMs ?? 0)).toBeLessThanOrEqual(totalMs ?? 0);
    expect(await logOf(ctx, build.id)).toMatch(/ hello\n(.*\n)*oops\n|oops\n(.*\n)*.* hello\n/);
  });

  test("again is all cached; a newer version takes latest, and a rebuild of the old one does not", async () => {
    const { image, build: first } = await build(`RUN echo ${nonce()}`);
    const again = await buildToEnd(ctx, image);
    expect(again).toMatchObject({ tag: "1.2", status: "succeeded", tags: ["1", "latest"] });
    expect(again.steps.find(({ name }) => name.startsWith("RUN"))).toMatchObject({ cached: true });
    expect(again.cachedStepCount).toBeGreaterThanOrEqual(1);
    expect(await inRegistry(image, "1.1")).toBe(first.digest);
    await createVersion(ctx, {
      ...path(image),
      dockerfile: `FROM ${base}\nRUN echo ${nonce()}\n`,
      message: "",
    });
    const second = await buildToEnd(ctx, image);
    expect(second).toMatchObject({ tag: "2.1", status: "succeeded", tags: ["2", "latest"] });
    const rebuilt = await buildToEnd(ctx, image, 1);
    expect(rebuilt).toMatchObject({ tag: "1.3", status: "succeeded", tags: ["1"] });
    expect(await inRegistry(image, "1")).toBe(rebuilt.digest);
    expect(await inRegistry(image, "latest")).toBe(second.digest);
  });

  test("can stand on another image of the team, by tag, and not on another team's", async () => {
    const { image, build: parent } = await build(`RUN echo ${nonce()}`);
    const child = await makeImage(ctx, {
      dockerfile: `FROM ${image.team}/${image.name}:1\nRUN echo ${nonce()}\n`,
    });
    expect(await buildToEnd(ctx, child)).toMatchObject({
      status: "succeeded",
      bases: [{ source: "catalogue", digest: parent.digest }],
    });
    const stranger = await makeOwner();
    const theirs = await makeImage(stranger, {
      dockerfile: `FROM ${testRegistry()}/${image.team}/${image.name}:1\nRUN echo ${nonce()}\n`,
    });
    expect(await buildToEnd(stranger, theirs)).toMatchObject({
      status: "failed",
      error: { code: "base-not-found", line: 1 },
    });
  });

  test("shows odd output sensibly and loses nothing of it", async () => {
    const { build: noisy } = await build(
      [
        `RUN printf '\\377\\376bad bytes ${nonce()}\\n' && printf '\\033[31mred\\033[0m\\n' && printf '10%%\\r50%%\\r100%%\\n' && printf 'a\\0b\\n' && printf 'prompt? '`,
        "RUN i=0; while [ $i -lt 150 ]; do printf '%01000d' $i; i=$((i+1)); done; echo; echo after the long line",
      ].join("\n"),
    );
    expect(noisy.status).toBe("succeeded");
    const log = await logOf(ctx, noisy.id);
    expect(log).toContain("\\xff\\xfebad bytes");
    expect(log).toContain("\u001b[31mred\u001b[0m\n");
    expect(log).toContain("10%\r50%\r100%\n");
    expect(log).toContain("a\\x00b\n");
    expect(log).toContain("prompt? ");
    expect(log.split("\n").find((line) => line.length > 100_000)).toHaveLength(150_000);
    expect(log).toContain("\nafter the long line\n");
  });
});

describe("a bad build", () => {
  test("names step, line and exit code, links the log line, and moves no tag", async () => {
    const { image } = await build(`RUN echo ${nonce()}`);
    const good = await inRegistry(image, "latest");
    const dockerfile = `FROM ${base}\n\nRUN echo before ${nonce()} && echo this is why >&2 && exit 3\nRUN echo never\n`;
    await createVersion(ctx, { ...path(image), dockerfile, message: "" });
    const failed = await buildToEnd(ctx, image);
    expect(failed).toMatchObject({
      status: "failed",
      digest: null,
      reference: null,
      tags: [],
      error: {
        line: 3,
        exitCode: 3,
        message: expect.stringContaining("line 3"),
        tail: expect.arrayContaining(["this is why"]),
      },
    });
    const step = failed.steps[failed.error?.step ?? -1];
    expect(step).toMatchObject({ line: 3, error: expect.any(String) });
    expect(failed.error?.logLine).toBeLessThanOrEqual(step?.lineCount ?? 0);
    expect(await inRegistry(image, "latest")).toBe(good);
    expect(await inRegistry(image, "2.1")).toBeNull();
    expect(await inRegistry(image, "2")).toBeNull();
  });

  test("COPY of a file that is not there", async () => {
    const { build: failed } = await build("COPY requirements.txt /srv/");
    expect(failed).toMatchObject({
      status: "failed",
      error: { line: 2, message: expect.stringContaining("requirements.txt") },
    });
  });

  test("FROM of an image that is nowhere", async () => {
    const image = await makeImage(ctx, { dockerfile: `FROM ${testRegistry()}/no/such:1\n` });
    const failed = await buildToEnd(ctx, image);
    expect(failed).toMatchObject({
      status: "failed",
      error: { code: "base-not-found", line: 1, hint: expect.any(String) },
    });
  });

  test("ends when its time is over, and says so", async () => {
    await db.settings.update({ where: { id: 1 }, data: { maxBuildMinutes: 7 } });
    // Seven minutes that pass in two seconds.
    const wait = globalThis.setTimeout;
    const clock = vi.spyOn(globalThis, "setTimeout");
    clock.mockImplementation(((run: () => void, ms?: number) =>
      wait(run, ms === 7 * 60_000 ? 2000 : ms)) as typeof setTimeout);
    try {
      const { build: failed } = await build(`RUN echo ${nonce()}; sleep 60`);
      expect(failed).toMatchObject({
        status: "failed",
        error: { code: "timeout", line: 2, message: expect.stringContaining("7 min") },
      });
      expect(failed.steps[failed.error?.step ?? -1]).toMatchObject({ line: 2, error: "stopped" });
      expect(failed.timings.totalMs).toBeLessThan(20_000);
    } finally {
      clock.mockRestore();
      await db.settings.update({ where: { id: 1 }, data: { maxBuildMinutes: 60 } });
    }
  });
});

describe("cancel", () => {
  test("ends a running build within 2 s and leaves nothing running in the engine", async () => {
    const seconds = `4${Math.floor(Math.random() * 90_000 + 10_000)}`;
    const image = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN sleep ${seconds}\n` });
    const { id } = await requestBuild(ctx, path(image));
    await until(ctx, id, ({ steps }) =>
      steps.some(({ name, startedAt }) => name.includes(seconds) && startedAt),
    );
    await sleep(500);
    const at = Date.now();
    expect((await cancelBuild(ctx, { id })).cancelRequested).toBe(true);
    const canceled = await ended(ctx, id);
    expect(canceled).toMatchObject({ status: "canceled", canceledBy: ctx.actor.name, error: null });
    expect(Date.now() - at).toBeLessThan(2000);
    await expect.poll(() => processesNamed(seconds), { timeout: 3000 }).toBe(0);
  });
});

/** How many processes of this machine were started with this word. */
async function processesNamed(word: string): Promise<number> {
  const { readdir, readFile } = await import("node:fs/promises");
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return commands.filter((command) => command.split("\0").includes(word)).length;
}

test("a worker that dies has its build taken up by another, once, and the log says so", async () => {
  await worker.stop(0);
  const child = spawn(process.execPath, ["worker/main.ts"], {
    env: { ...process.env, BAKEHOUSE_REGISTRY: testRegistry(), BAKEHOUSE_BUILD_CONCURRENCY: "1" },
    stdio: "ignore",
  });
  try {
    const image = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN echo ${nonce()}; sleep 8\n` });
    const { id } = await requestBuild(ctx, path(image));
    await until(ctx, id, ({ steps }) =>
      steps.some(({ name, startedAt }) => name.includes("sleep 8") && startedAt),
    );
    child.kill("SIGKILL");
    await once(child, "exit");
    const died = Date.now();
    worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 3 });
    const taken = await until(ctx, id, ({ attempt }) => attempt === 2);
    expect(Date.now() - died).toBeLessThan(60_000);
    expect(taken).toMatchObject({ status: "running", worker: worker.name });
    const build = await ended(ctx, id);
    expect(build).toMatchObject({ status: "succeeded", attempt: 2, tag: "1.1" });
    expect(await logOf(ctx, id)).toContain(
      "went silent; another worker goes on with this build (attempt 2).",
    );
    expect(await inRegistry(image, "1.1")).toBe(build.digest);
    expect(await db.build.count({ where: { imageId: image.id } })).toBe(1);
    const attempts = build.steps.map((step) => step.attempt);
    expect(attempts).toEqual(attempts.toSorted());
  } finally {
    child.kill("SIGKILL");
  }
}, 90_000);

test("a worker that is stopped hands its build back, and the next one ends it", async () => {
  const image = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN echo ${nonce()}; sleep 3\n` });
  const { id } = await requestBuild(ctx, path(image));
  await until(ctx, id, ({ steps }) =>
    steps.some(({ name, startedAt }) => name.includes("sleep 3") && startedAt),
  );
  await worker.stop(0);
  expect(await getBuild(ctx, { id })).toMatchObject({ status: "queued" });
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 3 });
  expect(await ended(ctx, id)).toMatchObject({ status: "succeeded", attempt: 2 });
  expect(teamOf(ctx)).toBe(image.team);
});
