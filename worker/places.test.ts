import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { listWorkers } from "#lib/workers/list-workers";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { ended, smallBase, until } from "#worker/testing-builds";
import { type HeldRegistry, heldRegistry } from "#worker/testing-registry";
import { type RunningWorker, startWorker } from "#worker/worker";

let base: string;
let ctx: Context;
let registry: HeldRegistry;
let worker: RunningWorker;

beforeAll(async () => {
  base = await smallBase();
  ctx = await makeOwner();
  registry = await heldRegistry();
  env().BAKEHOUSE_REGISTRY = registry.host;
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
});
afterAll(async () => {
  registry.release();
  await worker.stop(0);
  env().BAKEHOUSE_REGISTRY = testRegistry();
});

/** Asks for a build that takes a second; returns its id. */
async function ask(): Promise<string> {
  const dockerfile = `FROM ${base}\nRUN sleep 1; echo ${nonce()}\n`;
  const { team, name } = await makeImage(ctx, { dockerfile });
  return (await requestBuild(ctx, { team, image: name })).id;
}

test("a worker builds as many at once as it may; what is pushed keeps no place, and not too much is pushed", async () => {
  registry.hold(({ method, url }) => method === "PUT" && url.includes("/manifests/"));
  const ids = [await ask(), await ask(), await ask()];
  const [first = "", second = "", third = ""] = ids;
  const isPushed = ({ phase }: { phase: string | null }) => phase === "pushing";
  expect(await until(ctx, first, isPushed)).toMatchObject({ status: "running", phase: "pushing" });
  expect(await until(ctx, second, isPushed)).toMatchObject({ status: "running", phase: "pushing" });
  const [seen] = (await listWorkers(ctx)).items.filter(({ name }) => name === worker.name);
  expect(seen).toMatchObject({ busy: 0, concurrency: 1, builds: [{ id: first }, { id: second }] });
  expect(await db.build.findUniqueOrThrow({ where: { id: third } })).toMatchObject({ status: "queued" });

  registry.release();
  for (const id of ids) expect(await ended(ctx, id)).toMatchObject({ status: "succeeded" });
  const rows = await db.build.findMany({ where: { id: { in: ids } }, orderBy: { startedAt: "asc" } });
  rows.slice(1).forEach((row, i) => {
    expect(row.startedAt?.getTime()).toBeGreaterThanOrEqual(
      rows[i]?.buildFinishedAt?.getTime() ?? Number.NaN,
    );
  });
});
