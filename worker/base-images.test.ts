import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { checkBaseImage } from "#lib/base-images/check-base-image";
import { createBaseImage } from "#lib/base-images/create-base-image";
import { listBaseImages } from "#lib/base-images/list-base-images";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, smallBase } from "#worker/testing-builds";
import { type RunningWorker, startWorker } from "#worker/worker";

let worker: RunningWorker;
let administrator: Context;

beforeAll(async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
  const owner = await makeOwner();
  if (owner.actor.kind !== "user") throw new Error("not a user");
  administrator = { ...owner, actor: { ...owner.actor, isAdmin: true } };
});
afterAll(() => worker.stop(0));

const row = async (name: string) =>
  (await listBaseImages(administrator)).items.find((base) => base.name === name);

test("a base image has a digest when its registry was asked, and a size when a build had it", async () => {
  const name = `base-${nonce()}`;
  const added = await createBaseImage(administrator, {
    name,
    reference: await smallBase(nonce()),
    description: "",
  });
  expect(added).toMatchObject({ checking: true, digest: null });
  await expect
    .poll(() => row(name), { timeout: 10_000 })
    .toMatchObject({
      checking: false,
      digest: expect.stringMatching(/^sha256:/),
      checkError: null,
      sizeBytes: null,
    });
  const image = await makeImage(administrator, { dockerfile: `FROM ${name}\nRUN echo ${nonce()}\n` });
  expect(await buildToEnd(administrator, image)).toMatchObject({
    status: "succeeded",
    bases: [{ name, source: "base-image" }],
  });
  expect(await row(name)).toMatchObject({ sizeBytes: expect.any(Number), runtimes: {} });
  // Asked again, with the same answer, what is known stays known.
  expect(await checkBaseImage(administrator, { id: added.id })).toMatchObject({ checking: true });
  await expect
    .poll(() => row(name), { timeout: 10_000 })
    .toMatchObject({ checking: false, sizeBytes: expect.any(Number) });
});

test("a base image that is nowhere, or not made yet, says so in words, and so does a build on it", async () => {
  const name = `base-${nonce()}`;
  await createBaseImage(administrator, { name, reference: `${testRegistry()}/no/such:1`, description: "" });
  await expect
    .poll(() => row(name), { timeout: 10_000 })
    .toMatchObject({ checking: false, digest: null, checkError: expect.stringMatching(/no such image/) });
  const image = await makeImage(administrator, { dockerfile: `FROM ${name}\n` });
  expect(await buildToEnd(administrator, image)).toMatchObject({
    status: "failed",
    error: {
      code: "base-not-found",
      line: 1,
      message: expect.stringMatching(/is a base image of this Bakehouse, but its registry has no such image/),
      hint: expect.stringMatching(/still being made/),
    },
  });
});
