import { afterAll, expect, test } from "vitest";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { ended, smallBase, until } from "#worker/testing-builds";
import { endWorkerProcesses, startWorkerProcess } from "#worker/testing-worker";

afterAll(endWorkerProcesses);

test("a worker whose clock is wrong, and is set while it builds, keeps its build and records true times", async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  const [base, ctx] = [await smallBase(), await makeOwner()];
  const since = Date.now();
  const worker = await startWorkerProcess({ BAKEHOUSE_WORKER_NAME: "dreamer" }, [
    "--import",
    "./worker/testing-wrong-clock.mjs",
  ]);
  const row = await db.worker.findUniqueOrThrow({ where: { name: "dreamer" } });
  expect(Math.abs((row.clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(5000);
  const image = await makeImage(ctx, {
    dockerfile: `FROM ${base}\nRUN echo ${nonce()}; sleep 2; echo end\n`,
  });
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  await until(ctx, id, ({ steps }) =>
    steps.some(({ name, lineCount }) => name.startsWith("RUN") && lineCount > 0),
  );
  worker.process.kill("SIGUSR2");
  const build = await ended(ctx, id);
  const isTrue = (time: string | null) => {
    const at = Date.parse(time ?? "");
    return at >= since - 1000 && at <= Date.now() + 1000;
  };
  expect(build).toMatchObject({ status: "succeeded", attempt: 1 });
  for (const step of build.steps) {
    expect(isTrue(step.startedAt), `${step.name} began ${step.startedAt}`).toBe(true);
    expect(isTrue(step.completedAt), `${step.name} ended ${step.completedAt}`).toBe(true);
  }
  const { queueMs, buildMs, pushMs, totalMs } = build.timings;
  for (const part of [queueMs, buildMs, pushMs, totalMs]) {
    expect(part).toBeGreaterThanOrEqual(0);
    expect(part).toBeLessThan(60_000);
  }
  const chunks = await db.logChunk.findMany({ where: { buildId: id } });
  for (const at of chunks.flatMap(({ times }) => times)) expect(at).toBeLessThan(60_000);
}, 60_000);
