import { expect, test } from "vitest";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { restoreBuild, revokeBuild } from "#lib/builds/revoke-build";
import { askForTags } from "#lib/channels/ask-for-tag";
import { claimRegistryTag, finishRegistryTag, postponeRegistryTag } from "#lib/channels/claim-registry-tag";
import { deleteChannel } from "#lib/channels/delete-channel";
import { listChannels } from "#lib/channels/list-channels";
import { promote } from "#lib/channels/promote";
import { rollBack } from "#lib/channels/roll-back";
import { channelNameSchema } from "#lib/channels/schemas";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { getImpact } from "#lib/impact/get-impact";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import type { BuildStatus } from "#prisma/generated/enums";

async function start() {
  const ctx = await makeOwner();
  const image = await makeImage(ctx);
  const at = { team: image.team, image: image.name };
  const point = (channel: string, build: string) => promote(ctx, { ...at, channel, build, reason: "" });
  const back = (channel: string) => rollBack(ctx, { ...at, channel, reason: "" });
  const channels = async () =>
    Object.fromEntries((await listChannels(ctx, at)).items.map(({ name, build }) => [name, build.tag]));
  return { ctx, image, at, point, back, channels };
}

test("a channel is made by promotion, moves, and goes back where it came from, step by step", async () => {
  const { image, point, back, channels } = await start();
  for (let i = 0; i < 3; i++) await makeGoodBuild(image);
  await point("stable", "1.1");
  await point("stable", "1.2");
  await point("stable", "1.3");
  expect(await channels()).toEqual({ latest: "1.3", stable: "1.3" });
  expect(await back("stable")).toMatchObject({ build: { tag: "1.2" } });
  expect(await back("stable")).toMatchObject({ build: { tag: "1.1" } });
  // At the oldest, what it left last is what there is.
  expect(await back("stable")).toMatchObject({ build: { tag: "1.2" } });
  await point("beta", "1.1");
  await expect(back("beta")).rejects.toMatchObject({ code: "conflict" });
});

test("a channel that came back to its first build goes to the one between, by roll back as by revocation", async () => {
  const { ctx, image, at, point, back, channels } = await start();
  const first = await makeGoodBuild(image);
  await makeGoodBuild(image);
  for (const channel of ["stable", "beta"])
    for (const tag of ["1.1", "1.2", "1.1"]) await point(channel, tag);
  const stable = { ...at, channel: "stable" };
  expect(await getImpact(ctx, { ...stable, change: "rollBack", keepChannels: false })).toMatchObject({
    to: "1.2",
    channels: ["stable"],
  });
  expect(await back("stable")).toMatchObject({ build: { tag: "1.2" } });
  const revoke = { ...at, change: "revoke" as const, build: "1.1", keepChannels: false };
  expect(await getImpact(ctx, revoke)).toMatchObject({ to: "1.2", channels: ["beta"] });
  await revokeBuild(ctx, { id: first.id, reason: "Leaks a key", keepChannels: false });
  expect(await channels()).toEqual({ latest: "1.2", stable: "1.2", beta: "1.2" });
  await expect(back("beta")).rejects.toMatchObject({ code: "conflict" });
});

test("latest is not promoted to; neither are builds that failed, were revoked or are another image's", async () => {
  const { ctx, at, image, point } = await start();
  const { id } = await makeGoodBuild(image);
  await expect(point("latest", "1.1")).rejects.toMatchObject({ code: "conflict" });
  const failed = await db.build.create({
    data: { ...(await sourceOf(id)), number: 7, status: "failed" },
  });
  await expect(point("stable", failed.id)).rejects.toMatchObject({
    message: expect.stringContaining("1.7 failed"),
  });
  await revokeBuild(ctx, { id, reason: "Leaks a key", keepChannels: false });
  await expect(point("stable", "1.1")).rejects.toMatchObject({
    message: expect.stringContaining("Leaks a key"),
  });
  const other = await makeGoodBuild(await makeImage(ctx));
  await expect(point("stable", other.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(point("stable", "9.9")).rejects.toMatchObject({ code: "not_found" });
  await expect(point("stable", "nonsense")).rejects.toMatchObject({ code: "not_found" });
  expect(await getImage(ctx, at)).toMatchObject({
    latest: { tag: "1.1", revoked: { reason: "Leaks a key" } },
  });
});

const sourceOf = (id: string) =>
  db.build.findUniqueOrThrow({ where: { id }, select: { teamId: true, imageId: true, versionId: true } });

test("a channel's name is a tag, and no number", () => {
  for (const name of ["stable", "next-2", "v3", "a_b.c"]) expect(channelNameSchema.parse(name)).toBe(name);
  for (const name of [
    "3",
    "3.2",
    "1.2.3",
    "_1.1-attempt-1",
    "Stable",
    "-a",
    "",
    "a b",
    "ä",
    "a".repeat(129),
  ]) {
    expect(channelNameSchema.safeParse(name).success, name).toBe(false);
  }
});

test("revoking moves latest to what is left, other channels back, and can be taken back", async () => {
  const { ctx, image, at, point, channels } = await start();
  await makeGoodBuild(image);
  await point("stable", "1.1");
  await createVersion(ctx, { ...at, dockerfile: "FROM codex-base:latest\nRUN true # 2\n", message: "" });
  const bad = await makeGoodBuild(image);
  await point("stable", bad.tag);
  await point("beta", bad.tag);
  const revoked = await revokeBuild(ctx, { id: bad.id, reason: "Broken fonts", keepChannels: false });
  expect(revoked).toMatchObject({ revoked: { reason: "Broken fonts", by: ctx.actor.name }, tags: ["beta"] });
  // beta has pointed to nothing else: it stays, and who follows it is refused.
  expect(await channels()).toEqual({ latest: "1.1", stable: "1.1", beta: "2.1" });
  expect(await getImage(ctx, at)).toMatchObject({ latest: { tag: "1.1" } });
  await expect(revokeBuild(ctx, { id: bad.id, reason: "again", keepChannels: false })).rejects.toMatchObject({
    code: "conflict",
  });
  // As a worker that has taken the tags of a revoked build out of the registry.
  await db.registryTag.deleteMany({ where: { imageId: image.id } });
  expect(await restoreBuild(ctx, { id: bad.id })).toMatchObject({ revoked: null, tags: ["2", "beta"] });
  const asked = await db.registryTag.findMany({ where: { imageId: image.id }, orderBy: { tag: "asc" } });
  expect(asked.map(({ tag }) => tag)).toEqual(["2", "beta"]);
});

test("a tag that is asked for again while the registry refuses it does not wait for the refusal's pause", async () => {
  const { image, point } = await start();
  for (let i = 0; i < 2; i++) await makeGoodBuild(image);
  await db.registryTag.deleteMany();
  await point("stable", "1.1");
  const task = await claimRegistryTag();
  if (!task) throw new Error("nothing to do");
  await new Promise((resolve) => setTimeout(resolve, 5));
  await point("stable", "1.2");
  await postponeRegistryTag(task, "no room");
  expect(await claimRegistryTag()).toMatchObject({ tag: "stable", attempts: 1 });
});

/** As a worker does that has just brought this tag in line: what it is to name, and what is to be done when it does. */
async function takeUp(imageId: string, tag: string) {
  await db.registryTag.deleteMany();
  await askForTags(db, imageId, [tag]);
  const task = await claimRegistryTag();
  if (!task) throw new Error("nothing to do");
  return task;
}

test("a tag that another build was given while it was brought in line is looked at again", async () => {
  const { image } = await start();
  const first = await makeGoodBuild(image);
  const task = await takeUp(image.id, "latest");
  expect(task.wanted).toEqual({ digest: first.digest });
  const second = await makeGoodBuild(image);
  await db.registryTag.deleteMany({ where: { tag: { not: "latest" } } });
  await finishRegistryTag(task);
  const again = await claimRegistryTag();
  if (!again) throw new Error("taken for done");
  expect(again.wanted).toEqual({ digest: second.digest });
  await finishRegistryTag(again);
  expect(await db.registryTag.count()).toBe(0);
});

test("a build's own tag is its own once it is good, never moved under way, and taken from a bad one only", async () => {
  const { image } = await start();
  const { id, tag, digest } = await makeGoodBuild(image);
  const wanted = async (data: { status: BuildStatus; digest?: null }) => {
    await db.build.update({ where: { id }, data });
    return (await takeUp(image.id, tag)).wanted;
  };
  expect((await takeUp(image.id, tag)).wanted).toEqual({ digest });
  expect(await wanted({ status: "running" })).toBeNull();
  expect(await wanted({ status: "queued" })).toBeNull();
  expect(await wanted({ status: "canceled" })).toEqual({ notThis: digest });
  expect(await wanted({ status: "failed" })).toEqual({ notThis: digest });
  expect(await wanted({ status: "failed", digest: null })).toBeNull();
});

test("a build that is canceled after it was handed back while it was pushed leaves no tag behind", async () => {
  const { ctx, image } = await start();
  const { id } = await makeGoodBuild(image);
  await db.build.update({ where: { id }, data: { status: "queued", attempt: 2, pushStartedAt: new Date() } });
  await db.registryTag.deleteMany();
  await cancelBuild(ctx, { id });
  const asked = await db.registryTag.findMany({ where: { imageId: image.id } });
  expect(asked.map((task) => task.tag).toSorted()).toEqual([
    "1",
    "1.1",
    "_1.1-attempt-1",
    "_1.1-attempt-2",
    "_1.1-attempt-3",
    "latest",
  ]);
});

test("only maintainers move channels and revoke; strangers see none of it", async () => {
  const { ctx, image, at, point } = await start();
  const { id } = await makeGoodBuild(image);
  await point("stable", "1.1");
  const [developer, stranger] = [await makeMember(ctx, "developer"), await makeOwner()];
  const move = { ...at, channel: "stable", build: "1.1", reason: "" };
  await expect(promote(developer, move)).rejects.toMatchObject({
    code: "forbidden",
    message: `This needs a maintainer of ${teamOf(ctx)}/${image.name}; you are a developer there.`,
  });
  await expect(rollBack(developer, move)).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteChannel(developer, move)).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeBuild(developer, { id, reason: "x", keepChannels: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(promote(stranger, move)).rejects.toMatchObject({ code: "not_found" });
  await expect(listChannels(stranger, at)).rejects.toMatchObject({ code: "not_found" });
  await expect(getBuild(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
});
