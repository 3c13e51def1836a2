import { afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { makeImage, makeOwner } from "#lib/testing/make";
import { updateWorker } from "#lib/workers/update-worker";
import { nonce } from "#worker/docker/test-engine";
import { ended, smallBase } from "#worker/testing-builds";
import { endWorkerProcesses, startWorkerProcess } from "#worker/testing-worker";

let admin: Context;
let base: string;

beforeAll(async () => {
  base = await smallBase();
  admin = await makeOwner({ isAdmin: true });
});
afterEach(endWorkerProcesses);

test("one whose name another has taken meanwhile takes another name, and goes on", async () => {
  const worker = await startWorkerProcess({ BAKEHOUSE_WORKER_NAME: "baker" });
  const { id } = await db.worker.findUniqueOrThrow({ where: { name: "baker" } });
  await db.worker.update({ where: { id }, data: { session: crypto.randomUUID() } });
  await updateWorker(admin, { name: "baker", state: "paused", reason: "" });
  await expect.poll(() => worker.output.join("\n")).toContain("this one is baker-2");
  const { team, name: image } = await makeImage(admin, { dockerfile: `FROM ${base}\nRUN echo ${nonce()}\n` });
  const { id: build } = await requestBuild(admin, { team, image });
  expect(await ended(admin, build)).toMatchObject({ status: "succeeded", worker: "baker-2" });
}, 60_000);
