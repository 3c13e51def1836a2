import { expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { claimBuild } from "#lib/builds/claim-build";
import { endBuild } from "#lib/builds/end-build";
import { requestBuild } from "#lib/builds/request-build";
import { revokeBuild } from "#lib/builds/revoke-build";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { emitEvent } from "#lib/events/emit-event";
import { deprecateImage } from "#lib/images/deprecate-image";
import type { Image } from "#lib/images/schemas";
import { shareImage } from "#lib/images/share-image";
import { listNotices } from "#lib/notices/list-notices";
import { updateNoticeSettings } from "#lib/notices/notice-settings";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { WEBHOOK_EVENTS } from "#lib/webhooks/events";
import { webhookPayloadSchema } from "#lib/webhooks/schemas";

const at = (image: Image) => ({ team: image.team, image: image.name });

/** A webhook of the context's team for all events, or for some, of all images or of one. */
async function makeWebhook(ctx: Context, only: { events?: string[]; imageId?: string } = {}) {
  const { id } = await db.webhook.create({
    data: {
      teamId: ctx.teams[0]?.id ?? "",
      url: "https://hooks.example.com/x",
      secret: "",
      events: only.events ?? [...WEBHOOK_EVENTS],
      imageId: only.imageId ?? null,
    },
  });
  return {
    id,
    async heard() {
      const rows = await db.webhookDelivery.findMany({ where: { webhookId: id }, orderBy: { id: "asc" } });
      // Every payload is as it is documented.
      return rows.map(({ payload }) => webhookPayloadSchema.parse(payload));
    },
  };
}

const noticesOf = async (ctx: Context) =>
  (await listNotices(ctx, { limit: 50, unread: false })).items.map(({ kind, text, path }) => ({
    kind,
    text,
    path,
  }));

test("a good build is told with what it takes to pull it, and so is that latest moved", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const webhook = await makeWebhook(owner);
  env().BAKEHOUSE_URL = "https://bakehouse.example.com/";
  const first = await makeGoodBuild(image);
  const second = await makeGoodBuild(image);
  env().BAKEHOUSE_URL = undefined;
  const built = {
    id: first.id,
    tag: "1.1",
    digest: first.digest,
    reference: expect.stringMatching(`${image.team}/${image.name}@${first.digest}$`),
    url: `https://bakehouse.example.com/builds/${first.id}`,
    requestedBy: null,
  };
  const common = {
    ...at(image),
    actor: { kind: "system", name: "Bakehouse" },
    url: `https://bakehouse.example.com/images/${image.team}/${image.name}`,
  };
  const heard = await webhook.heard();
  expect(heard).toMatchObject([
    { event: "build.succeeded", ...common, build: built },
    { event: "channel.moved", ...common, channel: "latest", build: built, previous: null, reason: "" },
    { event: "build.succeeded", build: { tag: "1.2" } },
    { event: "channel.moved", channel: "latest", build: { id: second.id }, previous: built },
  ]);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
});

test("each webhook hears of its events, its team's images, its image, and nothing while it is disabled", async () => {
  const [owner, stranger] = await Promise.all([makeOwner(), makeOwner()]);
  const [image, other] = [await makeImage(owner), await makeImage(owner)];
  const hooks = {
    all: await makeWebhook(owner),
    failures: await makeWebhook(owner, { events: ["build.failed"] }),
    other: await makeWebhook(owner, { imageId: other.id }),
    foreign: await makeWebhook(stranger),
    disabled: await makeWebhook(owner),
  };
  await db.webhook.update({ where: { id: hooks.disabled.id }, data: { disabledAt: new Date() } });
  await makeGoodBuild(image);
  const counts = Object.entries(hooks).map(async ([name, { heard }]) => [name, (await heard()).length]);
  expect(Object.fromEntries(await Promise.all(counts))).toEqual({
    all: 2,
    failures: 0,
    other: 0,
    foreign: 0,
    disabled: 0,
  });
});

test("a failed build is told to webhooks, and to who asked for it; a canceled one to nobody", async () => {
  const owner = await makeOwner();
  const developer = await makeMember(owner, "developer");
  const image = await makeImage(owner);
  const webhook = await makeWebhook(owner);
  const worker = await db.worker.create({ data: { name: "test" } });
  for (const outcome of ["failed", "canceled"] as const) {
    await requestBuild(developer, at(image));
    const claimed = await claimBuild({ workerId: worker.id, running: [] });
    if (!claimed) throw new Error("nothing to build");
    const error = { code: "no-space", message: "Line 2 failed: no space left.", hint: "Make room." };
    await endBuild(claimed, outcome === "failed" ? { status: "failed", error } : { status: "canceled" });
  }
  expect(await webhook.heard()).toMatchObject([
    {
      event: "build.failed",
      build: {
        tag: "1.1",
        digest: null,
        error: "Line 2 failed: no space left.",
        hint: "Make room.",
        requestedBy: developer.actor.name,
      },
    },
  ]);
  const [notice, ...rest] = await noticesOf(developer);
  expect(rest).toEqual([]);
  expect(notice).toMatchObject({
    kind: "build.failed",
    text: `Build 1.1 of ${image.team}/${image.name} failed: Line 2 failed: no space left.`,
    path: expect.stringMatching(/^\/builds\//),
  });
  expect(await noticesOf(owner)).toEqual([]);
});

test("promotion says what it pointed to before, by whom and why", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const first = await makeGoodBuild(image);
  const second = await makeGoodBuild(image);
  const webhook = await makeWebhook(owner);
  await promote(owner, { ...at(image), channel: "stable", build: first.id, reason: "" });
  await promote(owner, { ...at(image), channel: "stable", build: second.tag, reason: "Fonts" });
  // Nothing moves, so nothing is told.
  await promote(owner, { ...at(image), channel: "stable", build: second.tag, reason: "Again" });
  const actor = { kind: "user", name: owner.actor.name };
  expect(await webhook.heard()).toMatchObject([
    { event: "channel.moved", channel: "stable", actor, build: { tag: "1.1" }, previous: null, reason: "" },
    { channel: "stable", build: { tag: "1.2" }, previous: { tag: "1.1" }, reason: "Fonts" },
  ]);
});

test("deprecation and revocation are told to all who stand on the image, but not to who did it", async () => {
  const [owner, user, builder, stranger] = await Promise.all([
    makeOwner(),
    makeOwner(),
    makeOwner(),
    makeOwner(),
  ]);
  const image = await makeImage(owner);
  const instead = await makeImage(owner);
  const { id } = await makeGoodBuild(image);
  for (const other of [user, builder]) {
    await shareImage(owner, { ...at(image), withTeam: teamOf(other), access: "use" });
  }
  await db.project.create({
    data: {
      teamId: user.teams[0]?.id ?? "",
      name: "site",
      uses: { create: { name: "default", imageId: image.id, version: 1 } },
    },
  });
  await makeImage(builder, { dockerfile: `FROM ${image.team}/${image.name}:latest\nRUN true\n` });
  const webhook = await makeWebhook(owner);
  const replacement = `${instead.team}/${instead.name}`;
  const name = `${image.team}/${image.name}`;
  await deprecateImage(owner, { ...at(image), message: "Old fonts", replacement, date: "2026-12-31" });
  await revokeBuild(owner, { id, reason: "It leaks a key.", keepChannels: false });
  for (const concerned of [user, builder]) {
    expect(await noticesOf(concerned)).toEqual([
      {
        kind: "build.revoked",
        text: `Build 1.1 of ${name} was revoked: It leaks a key.`,
        path: `/images/${name}`,
      },
      {
        kind: "image.deprecated",
        text: `${name} is deprecated: Old fonts. Use ${replacement} instead.`,
        path: `/images/${name}`,
      },
      {
        kind: "image.shared",
        text: `${image.team} shared ${name} with ${teamOf(concerned)}, to use it.`,
        path: `/images/${name}`,
      },
    ]);
  }
  expect(await noticesOf(owner)).toEqual([]);
  expect(await noticesOf(stranger)).toEqual([]);
  expect(await webhook.heard()).toMatchObject([
    { event: "image.deprecated", message: "Old fonts", date: "2026-12-31", replacement },
    { event: "build.revoked", build: { tag: "1.1" }, reason: "It leaks a key." },
  ]);
});

test("revoking a build tells of each channel that goes back", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  await makeGoodBuild(image);
  const second = await makeGoodBuild(image);
  await promote(owner, { ...at(image), channel: "stable", build: "1.1", reason: "" });
  await promote(owner, { ...at(image), channel: "stable", build: "1.2", reason: "" });
  const webhook = await makeWebhook(owner);
  await revokeBuild(owner, { id: second.id, reason: "Bad", keepChannels: false });
  const moved = { event: "channel.moved", build: { tag: "1.1" }, previous: { tag: "1.2" } };
  expect(await webhook.heard()).toMatchObject([
    { event: "build.revoked", build: { tag: "1.2" } },
    { ...moved, channel: "latest", reason: "1.2 was revoked: Bad" },
    { ...moved, channel: "stable" },
  ]);
});

test("who does not want to hear of a kind is told of the others", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const colleague = await makeMember(other, "viewer");
  await updateNoticeSettings(other, { muted: ["image.shared"] });
  const image = await makeImage(owner);
  await shareImage(owner, { ...at(image), withTeam: teamOf(other), access: "edit" });
  expect(await noticesOf(other)).toEqual([]);
  expect(await noticesOf(colleague)).toMatchObject([{ kind: "image.shared" }]);
});

test("what is rolled back is not told", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const image = await makeImage(owner);
  const webhook = await makeWebhook(owner);
  const [team] = other.teams;
  if (!team) throw new Error("no team");
  const share = db.$transaction(async (tx) => {
    await emitEvent(tx, owner, { kind: "image.shared", imageId: image.id, withTeam: team, access: "use" });
    throw new Error("the change failed");
  });
  await expect(share).rejects.toThrow("the change failed");
  expect(await webhook.heard()).toEqual([]);
  expect(await noticesOf(other)).toEqual([]);
});
