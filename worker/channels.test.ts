import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { deleteChannel } from "#lib/channels/delete-channel";
import { listChannelMoves } from "#lib/channels/list-channel-moves";
import { listChannels } from "#lib/channels/list-channels";
import { promote } from "#lib/channels/promote";
import { rollBack } from "#lib/channels/roll-back";
import { env } from "#lib/env";
import { deleteImage } from "#lib/images/delete-image";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import { headDigest } from "#worker/docker/registry-client";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, smallBase } from "#worker/testing-builds";
import { type RunningWorker, startWorker } from "#worker/worker";

let worker: RunningWorker;
let base: string;
let ctx: Context;

beforeAll(async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  base = await smallBase();
  ctx = await makeOwner();
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 2 });
});
afterAll(() => worker.stop(1000));

const inRegistry = (image: Image, tag: string) =>
  headDigest(`${testRegistry()}/${image.team}/${image.name}:${tag}`);
const path = (image: Image) => ({ team: image.team, image: image.name });

test("the registry's tag follows a channel: promoted, rolled back, taken away", async () => {
  const image = await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN echo ${nonce()} > /first\n` });
  const first = await buildToEnd(ctx, image);
  expect(first).toMatchObject({ status: "succeeded", error: null });
  const other = await makeImage(ctx, { dockerfile: `FROM ${base}\n` });
  expect(await listChannels(ctx, path(image))).toMatchObject({
    items: [{ name: "latest", automatic: true, movedBy: null, build: { tag: "1.1" } }],
  });

  const stable = { ...path(image), channel: "stable" };
  await promote(ctx, { ...stable, build: "1.1", reason: "" });
  await expect.poll(() => inRegistry(image, "stable"), { timeout: 5000 }).toBe(first.digest);
  await expect
    .poll(async () => (await listChannels(ctx, path(image))).items[1], { timeout: 5000 })
    .toMatchObject({ name: "stable", pending: false, pendingError: null });

  // The same Dockerfile again, with other bytes in it: a digest of its own.
  const second = await buildToEnd(ctx, image);
  await promote(ctx, { ...stable, build: second.id, reason: "Fixes fonts" });
  await expect.poll(() => inRegistry(image, "stable"), { timeout: 5000 }).toBe(second.digest);
  const back = await rollBack(ctx, { ...stable, reason: "Broke the fonts" });
  expect(back).toMatchObject({ build: { tag: "1.1" }, reason: "Broke the fonts", movedBy: ctx.actor.name });
  await expect.poll(() => inRegistry(image, "stable"), { timeout: 5000 }).toBe(first.digest);
  const { items } = await listChannelMoves(ctx, { ...stable, limit: 10 });
  expect(items.map(({ from, to, reason }) => [from?.tag ?? null, to.tag, reason])).toEqual([
    ["1.2", "1.1", "Broke the fonts"],
    ["1.1", "1.2", "Fixes fonts"],
    [null, "1.1", ""],
  ]);

  await deleteChannel(ctx, stable);
  await expect.poll(() => inRegistry(image, "stable"), { timeout: 5000 }).toBeNull();
  // What it named is there under its other tags.
  expect(await inRegistry(image, "1.1")).toBe(first.digest);
  await expect(
    promote(ctx, { ...stable, image: other.name, build: "1.1", reason: "" }),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a deleted image goes from the registry too, and leaves what is another's there alone", async () => {
  const dockerfile = `FROM ${base}\nRUN echo ${nonce()} > /deleted\n`;
  const image = await makeImage(ctx, { dockerfile });
  const built = await buildToEnd(ctx, image);
  await promote(ctx, { ...path(image), channel: "stable", build: "1.1", reason: "" });
  await expect.poll(() => inRegistry(image, "stable"), { timeout: 5000 }).toBe(built.digest);
  const other = await makeImage(ctx, { dockerfile });
  const kept = await buildToEnd(ctx, other);
  await deleteImage(ctx, path(image));
  for (const tag of ["1.1", "1", "latest", "stable"]) {
    await expect.poll(() => inRegistry(image, tag), { timeout: 5000 }).toBeNull();
  }
  const reference = `${testRegistry()}/${image.team}/${image.name}@${built.digest}`;
  await expect.poll(() => headDigest(reference)).toBeNull();
  expect(await inRegistry(other, "1.1")).toBe(kept.digest);
});
