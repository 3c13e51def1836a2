import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { deleteImage } from "#lib/images/delete-image";
import { renameImage } from "#lib/images/rename-image";
import { getImpact } from "#lib/impact/get-impact";
import { decryptSecret } from "#lib/secrets/decrypt-secret";
import { makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createWebhook } from "#lib/webhooks/create-webhook";
import { deleteWebhook } from "#lib/webhooks/delete-webhook";
import { getDelivery } from "#lib/webhooks/get-delivery";
import { listDeliveries } from "#lib/webhooks/list-deliveries";
import { listWebhooks } from "#lib/webhooks/list-webhooks";
import { LIFETIME_MS, nextPauseMs } from "#lib/webhooks/next-pause";
import { pingWebhook } from "#lib/webhooks/ping-webhook";
import { pruneDeliveries } from "#lib/webhooks/prune-deliveries";
import { redeliver } from "#lib/webhooks/redeliver";
import { renewWebhookSecret } from "#lib/webhooks/renew-webhook-secret";
import { createWebhookSchema, updateWebhookSchema } from "#lib/webhooks/schemas";
import { updateWebhook } from "#lib/webhooks/update-webhook";

beforeEach(() => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = "127.0.0.1";
});
afterEach(() => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
});

const URL_WITH_SECRET = "http://127.0.0.1:9/services/T0/the-secret-part?key=the-secret-key";

const create = (ctx: Context, input: object = {}) =>
  createWebhook(
    ctx,
    createWebhookSchema.parse({
      team: teamOf(ctx),
      url: URL_WITH_SECRET,
      events: ["build.failed"],
      ...input,
    }),
  );
const auditOf = (ctx: Context) =>
  db.auditEvent.findMany({
    where: { teamId: ctx.teams[0]?.id, action: { startsWith: "webhook." } },
    orderBy: { id: "asc" },
  });

test("a webhook is made, its secret shown once and kept encrypted", async () => {
  const owner = await makeOwner();
  const maintainer = await makeMember(owner, "maintainer");
  const { secret, ...webhook } = await create(maintainer, { events: ["channel.moved", "build.failed"] });
  expect(secret).toMatch(/^whsec_[\w-]{43}$/);
  expect(webhook).toMatchObject({
    url: URL_WITH_SECRET,
    image: null,
    events: ["build.failed", "channel.moved"],
    createdBy: maintainer.actor.name,
    disabledAt: null,
    lastDelivery: null,
  });
  expect(await listWebhooks(owner, { team: teamOf(owner) })).toEqual({ items: [webhook] });
  const stored = await db.webhook.findUniqueOrThrow({ where: { id: webhook.id } });
  expect(stored.secret).not.toContain(secret);
  expect(decryptSecret(stored.secret, `webhook:${webhook.id}`)).toBe(secret);
});

test("a secret is renewed: the new one is shown once and kept, the old one is gone, all else stays", async () => {
  const owner = await makeOwner();
  const { secret: before, ...webhook } = await create(owner);
  const { secret, ...renewed } = await renewWebhookSecret(owner, { team: teamOf(owner), id: webhook.id });
  expect(secret).toMatch(/^whsec_[\w-]{43}$/);
  expect(secret).not.toBe(before);
  expect(renewed).toEqual(webhook);
  const stored = await db.webhook.findUniqueOrThrow({ where: { id: webhook.id } });
  expect(decryptSecret(stored.secret, `webhook:${webhook.id}`)).toBe(secret);
});

test("what is on record of a webhook holds no secret, not even that in its address", async () => {
  const owner = await makeOwner();
  const { id, secret } = await create(owner);
  const at = { team: teamOf(owner), id };
  await updateWebhook(owner, { ...at, url: "http://127.0.0.1:9/other-secret", events: ["build.revoked"] });
  await updateWebhook(owner, { ...at, enabled: false });
  await updateWebhook(owner, { ...at, enabled: true });
  const { secret: renewed } = await renewWebhookSecret(owner, at);
  await deleteWebhook(owner, at);
  const events = await auditOf(owner);
  expect(events.map(({ action }) => action)).toEqual([
    "webhook.create",
    "webhook.update",
    "webhook.disable",
    "webhook.enable",
    "webhook.renewSecret",
    "webhook.delete",
  ]);
  expect(events[0]?.target).toBe(`${teamOf(owner)} → http://127.0.0.1:9`);
  const text = JSON.stringify(events);
  for (const hidden of [secret, renewed, "the-secret-part", "the-secret-key", "other-secret"]) {
    expect(text).not.toContain(hidden);
  }
});

test("one webhook can be of one image; it says so when the image is gone", async () => {
  const [owner, stranger] = await Promise.all([makeOwner(), makeOwner()]);
  const [image, theirs] = [await makeImage(owner), await makeImage(stranger)];
  expect(await create(owner, { image: image.name })).toMatchObject({ image: image.name, imageGone: false });
  for (const name of [theirs.name, "nothing"]) {
    await expect(create(owner, { image: name })).rejects.toMatchObject({
      code: "not_found",
      problems: [{ field: "image" }],
    });
  }
  await deleteImage(owner, { team: image.team, image: image.name });
  expect(await listWebhooks(owner, { team: image.team })).toMatchObject({ items: [{ imageGone: true }] });
});

test("a webhook of one image stays with its team when the image moves, which is said before", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const both = { ...owner, teams: [...owner.teams, ...other.teams] };
  const image = await makeImage(owner);
  const at = { team: image.team, image: image.name };
  for (const of of [{}, { image: image.name }, { image: image.name }]) await create(owner, of);
  const move = () => getImpact(both, { ...at, change: "move", keepChannels: false });
  expect(await move()).toMatchObject({ move: { silentWebhooks: 2 } });
  await renameImage(both, { ...at, toTeam: teamOf(other) });
  const { items } = await listWebhooks(owner, { team: image.team });
  expect(items.map(({ imageGone }) => imageGone).sort()).toEqual([false, true, true]);
  expect(await move()).toMatchObject({ move: { silentWebhooks: 0 } });
  expect(await listWebhooks(other, { team: teamOf(other) })).toEqual({ items: [] });
});

test("addresses inside are refused when it is made and when it is changed", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
  const inside = [
    "http://127.0.0.1/",
    "https://localhost/",
    "http://[::1]:8080/",
    "http://169.254.169.254/latest",
  ];
  for (const url of [...inside, "https://no-such-host.invalid/"]) {
    const refused = { code: "invalid", problems: [{ field: "url" }] };
    await expect(create(owner, { url })).rejects.toMatchObject(refused);
    await expect(updateWebhook(owner, { team: teamOf(owner), id, url })).rejects.toMatchObject(refused);
  }
  expect(await db.webhook.count({ where: { teamId: owner.teams[0]?.id } })).toBe(1);
});

test.each([
  ["not an address", /whole address/],
  ["/hook", /whole address/],
  ["ftp://example.com/", /Only https/],
  ["file:///etc/passwd", /Only https/],
  ["https://ada:secret@example.com/", /user name and the password/],
  ["https://example.com/#part", /after #|follows #/],
  [`https://example.com/${"x".repeat(2000)}`, /2,000/],
])("%s is no address for a webhook", (url, problem) => {
  const parsed = createWebhookSchema.safeParse({ team: "a", url, events: ["build.failed"] });
  expect(parsed.error?.issues[0]?.message).toMatch(problem);
});

test("at least one event is chosen, and only such as there are", () => {
  const url = "https://example.com/";
  expect(createWebhookSchema.safeParse({ team: "a", url, events: [] }).success).toBe(false);
  expect(createWebhookSchema.safeParse({ team: "a", url, events: ["build.exploded"] }).success).toBe(false);
  expect(updateWebhookSchema.safeParse({ team: "a", id: "b", events: [] }).success).toBe(false);
});

test("below a maintainer nothing is shown or done; to strangers it does not exist", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  const { id: delivery } = await pingWebhook(owner, { team: teamOf(owner), id });
  const [developer, stranger] = await Promise.all([makeMember(owner, "developer"), makeOwner()]);
  for (const [ctx, code] of [
    [developer, "forbidden"],
    [stranger, "not_found"],
  ] as const) {
    const at = { team: teamOf(owner), id };
    const refused = { code };
    await expect(listWebhooks(ctx, at)).rejects.toMatchObject(refused);
    await expect(
      createWebhook(ctx, { ...at, url: "http://127.0.0.1/", events: ["build.failed"], image: null }),
    ).rejects.toMatchObject(refused);
    await expect(updateWebhook(ctx, { ...at, enabled: false })).rejects.toMatchObject(refused);
    await expect(renewWebhookSecret(ctx, at)).rejects.toMatchObject(refused);
    await expect(deleteWebhook(ctx, at)).rejects.toMatchObject(refused);
    await expect(pingWebhook(ctx, at)).rejects.toMatchObject(refused);
    await expect(listDeliveries(ctx, { ...at, limit: 10 })).rejects.toMatchObject(refused);
    await expect(getDelivery(ctx, { ...at, delivery })).rejects.toMatchObject(refused);
    await expect(redeliver(ctx, { ...at, delivery })).rejects.toMatchObject(refused);
  }
});

test("a webhook is not reached through another team, nor a delivery through another webhook", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const [mine, theirs] = [await create(owner), await create(other)];
  const { id: delivery } = await pingWebhook(other, { team: teamOf(other), id: theirs.id });
  const missing = { code: "not_found" };
  for (const id of [theirs.id, "nonsense"]) {
    await expect(pingWebhook(owner, { team: teamOf(owner), id })).rejects.toMatchObject(missing);
    await expect(renewWebhookSecret(owner, { team: teamOf(owner), id })).rejects.toMatchObject(missing);
  }
  const at = { team: teamOf(owner), id: mine.id };
  await expect(getDelivery(owner, { ...at, delivery })).rejects.toMatchObject(missing);
  await expect(redeliver(owner, { ...at, delivery })).rejects.toMatchObject(missing);
});

test("pausing ends what waits, and nothing is sent by hand until it is enabled", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  const at = { team: teamOf(owner), id };
  const { id: delivery } = await pingWebhook(owner, at);
  const paused = await updateWebhook(owner, { ...at, enabled: false });
  expect(paused).toMatchObject({ disabledReason: `Paused by ${owner.actor.name}.` });
  expect(paused.lastDelivery).toMatchObject({ status: "failed", error: expect.stringContaining("disabled") });
  await expect(pingWebhook(owner, at)).rejects.toMatchObject({ code: "conflict" });
  await expect(redeliver(owner, { ...at, delivery })).rejects.toMatchObject({ code: "conflict" });
  expect(await updateWebhook(owner, { ...at, enabled: true })).toMatchObject({ disabledAt: null });
  expect(await redeliver(owner, { ...at, delivery })).toMatchObject({ status: "pending", event: "ping" });
});

test("saying what is so already changes nothing and is not on record", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  await updateWebhook(owner, {
    team: teamOf(owner),
    id,
    url: URL_WITH_SECRET,
    events: ["build.failed"],
    enabled: true,
  });
  expect(await auditOf(owner)).toHaveLength(1);
});

test("fifty are the most a team can have, and a hundred tests the most that may wait", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  const at = { team: teamOf(owner), id };
  const teamId = owner.teams[0]?.id ?? "";
  await db.webhook.createMany({
    data: Array.from({ length: 49 }, () => ({ teamId, url: "https://example.com", secret: "", events: [] })),
  });
  await expect(create(owner)).rejects.toMatchObject({ code: "conflict" });
  const payload = { event: "ping" };
  await db.webhookDelivery.createMany({
    data: Array.from({ length: 100 }, () => ({ webhookId: id, event: "ping", payload })),
  });
  await expect(pingWebhook(owner, at)).rejects.toMatchObject({ code: "conflict" });
});

test("deliveries come a page at a time, the newest first", async () => {
  const owner = await makeOwner();
  const { id } = await create(owner);
  const at = { team: teamOf(owner), id, limit: 2 };
  const sent = [await pingWebhook(owner, at), await pingWebhook(owner, at), await pingWebhook(owner, at)];
  const first = await listDeliveries(owner, at);
  const second = await listDeliveries(owner, { ...at, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((each) => each.id)).toEqual(
    sent.map((each) => each.id).reverse(),
  );
  expect(second.nextCursor).toBeNull();
});

test("pauses grow, and end a day after it was asked for", () => {
  let age = 0;
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const pause = nextPauseMs(attempts, age);
    if (pause === null) break;
    pauses.push(pause / 1000);
    age += pause;
  }
  expect(pauses.slice(0, 8)).toEqual([10, 30, 120, 600, 1800, 3600, 7200, 7200]);
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
  expect(age).toBeGreaterThan(LIFETIME_MS - 2 * 3600_000);
  expect(age).toBeLessThanOrEqual(LIFETIME_MS);
});

test("deliveries that ended more than a month ago are deleted, those that wait never", async () => {
  const owner = await makeOwner();
  const { id: webhookId } = await create(owner);
  const longAgo = new Date(Date.now() - 31 * 24 * 3600_000);
  const make = (status: "pending" | "succeeded" | "failed", notBefore: Date) =>
    db.webhookDelivery.create({
      data: { webhookId, event: "ping", payload: { event: "ping" }, status, notBefore },
    });
  const kept = [
    await make("pending", longAgo),
    await make("succeeded", new Date()),
    await make("failed", new Date()),
  ];
  await make("succeeded", longAgo);
  await make("failed", longAgo);
  expect(await pruneDeliveries()).toBe(2);
  const left = await db.webhookDelivery.findMany({ where: { webhookId }, orderBy: { id: "asc" } });
  expect(left.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
});
