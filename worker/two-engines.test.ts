import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import { nonce } from "#worker/docker/test-engine";
import { buildToEnd, smallBase } from "#worker/testing-builds";
import { type ExtraEngine, extraEngine } from "#worker/testing-extra-engine";
import { startWorker } from "#worker/worker";

let base: string;
let ctx: Context;
let other: ExtraEngine;

beforeAll(async () => {
  [base, ctx, other] = await Promise.all([smallBase(), makeOwner(), extraEngine()]);
});
afterAll(() => other.remove());

async function buildOn(dockerHost: string | undefined, image: Image) {
  const worker = await startWorker({ dockerHost, concurrency: 1 });
  try {
    return await buildToEnd(ctx, image);
  } finally {
    await worker.stop(0);
  }
}

const layersOf = (buildId: string) =>
  db.buildLayer.findMany({
    where: { buildId },
    orderBy: { index: "asc" },
    select: { digest: true, bytes: true },
  });

test("a second host takes over the steps that the first has built, and comes to the same layers", async () => {
  const image = await makeImage(ctx, {
    dockerfile: `FROM ${base}\nRUN echo ${nonce()} > /made && sleep 1\nRUN echo two\n`,
  });
  const first = await buildOn(process.env.DOCKER_HOST, image);
  expect(first.status).toBe("succeeded");
  const second = await buildOn(other.address, image);
  expect(second).toMatchObject({ status: "succeeded", tag: "1.2" });
  const cached = (name: string) => second.steps.find((step) => step.name.includes(name))?.cached;
  expect([cached("/made"), cached("echo two")]).toEqual([true, true]);
  expect(await layersOf(second.id)).toEqual(await layersOf(first.id));
  expect(second.steps.filter(({ error }) => error)).toEqual([]);
}, 60_000);
