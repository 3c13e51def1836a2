import { createHmac, timingSafeEqual } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { listNotices } from "#lib/notices/list-notices";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { type Received, startReceiver } from "#lib/testing/start-receiver";
import { createWebhook } from "#lib/webhooks/create-webhook";
import { WEBHOOK_EVENTS } from "#lib/webhooks/events";
import { getDelivery } from "#lib/webhooks/get-delivery";
import { listDeliveries } from "#lib/webhooks/list-deliveries";
import { listWebhooks } from "#lib/webhooks/list-webhooks";
import { pingWebhook } from "#lib/webhooks/ping-webhook";
import { PATIENCE_MS } from "#lib/webhooks/record-attempt";
import { redeliver } from "#lib/webhooks/redeliver";
import { renewWebhookSecret } from "#lib/webhooks/renew-webhook-secret";
import { updateWebhook } from "#lib/webhooks/update-webhook";
import { deliverWebhooks } from "#worker/jobs/deliver-webhooks";
import { startWorker } from "#worker/worker";

const stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = "127.0.0.1,localhost";
});
afterEach(async () => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
  for (const stop of stops.splice(0)) await stop();
  await db.webhook.deleteMany();
});

async function receiver(...args: Parameters<typeof startReceiver>) {
  const started = await startReceiver(...args);
  stops.push(started.stop);
  return started;
}

const hookTo = (ctx: Context, url: string) =>
  createWebhook(ctx, { team: teamOf(ctx), url, events: [...WEBHOOK_EVENTS], image: null });

/** As the documentation tells a receiver to check. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const timestamp = headers["bakehouse-timestamp"];
  const expected = `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
  const given = String(headers["bakehouse-signature"]);
  const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return (
    isFresh && given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  );
}

/** As if the pause before the next attempt were over. */
const skipPause = (id: string) =>
  db.webhookDelivery.update({ where: { id }, data: { notBefore: new Date() } });

test("what happens arrives, signed, with what was sent and answered on view, and no secret", async () => {
  const owner = await makeOwner();
  const { url, received } = await receiver((_request, response) => response.writeHead(202).end("thanks"));
  const { id, secret } = await hookTo(owner, url);
  const build = await makeGoodBuild(await makeImage(owner));
  await deliverWebhooks();
  expect(received.map(({ headers }) => headers["bakehouse-event"])).toEqual([
    "build.succeeded",
    "channel.moved",
  ]);
  expect(received.every((each) => isSigned(each, secret))).toBe(true);
  expect(received.some((each) => isSigned(each, "whsec_another"))).toBe(false);
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    build: { id: build.id, digest: build.digest },
  });

  const at = { team: teamOf(owner), id };
  const { items } = await listDeliveries(owner, { ...at, limit: 10 });
  expect(items).toMatchObject([
    { status: "succeeded", event: "channel.moved", attempts: 1, responseStatus: 202, nextAttemptAt: null },
    { status: "succeeded", event: "build.succeeded" },
  ]);
  const delivery = await getDelivery(owner, { ...at, delivery: items[1]?.id ?? "" });
  expect(delivery).toMatchObject({
    url,
    payload: JSON.parse(received[0]?.body ?? ""),
    requestHeaders: { "bakehouse-delivery": items[1]?.id, "content-type": "application/json" },
    responseBody: "thanks",
    error: null,
  });
  expect(JSON.stringify(delivery)).not.toContain(secret);
});

test("a failure is tried again after the pause, with a signature of its own, until it succeeds", async () => {
  const owner = await makeOwner();
  let status = 500;
  const { url, received } = await receiver((_request, response) => response.writeHead(status).end());
  const { id, secret } = await hookTo(owner, url);
  const at = { team: teamOf(owner), id };
  const { id: delivery } = await pingWebhook(owner, at);
  await deliverWebhooks();
  // Not due: not sent.
  await deliverWebhooks();
  expect(received).toHaveLength(1);
  const failed = await getDelivery(owner, { ...at, delivery });
  expect(failed).toMatchObject({ status: "pending", attempts: 1, responseStatus: 500 });
  const wait = Date.parse(failed.nextAttemptAt ?? "") - Date.now();
  expect(wait).toBeGreaterThan(5000);
  expect(wait).toBeLessThanOrEqual(10_000);
  expect((await listWebhooks(owner, at)).items[0]?.failingSince).not.toBeNull();

  status = 200;
  await skipPause(delivery);
  await deliverWebhooks();
  expect(await getDelivery(owner, { ...at, delivery })).toMatchObject({
    status: "succeeded",
    attempts: 2,
    error: null,
  });
  expect((await listWebhooks(owner, at)).items[0]).toMatchObject({ failingSince: null, disabledAt: null });
  expect(received.every((each) => isSigned(each, secret))).toBe(true);
  expect(new Set(received.map(({ headers }) => headers["bakehouse-delivery"]))).toEqual(new Set([delivery]));
});

test("a day after it was asked for it has failed for good, and can be sent again by hand", async () => {
  const owner = await makeOwner();
  const { url, received } = await receiver((_request, response) => response.writeHead(503).end());
  const { id } = await hookTo(owner, url);
  const at = { team: teamOf(owner), id };
  const { id: delivery } = await pingWebhook(owner, at);
  const createdAt = new Date(Date.now() - 23 * 3600_000);
  await db.webhookDelivery.update({ where: { id: delivery }, data: { createdAt, attempts: 15 } });
  await deliverWebhooks();
  expect(await getDelivery(owner, { ...at, delivery })).toMatchObject({
    status: "failed",
    nextAttemptAt: null,
  });
  await skipPause(delivery);
  await deliverWebhooks();
  expect(received).toHaveLength(1);

  const again = await redeliver(owner, { ...at, delivery });
  await deliverWebhooks();
  expect(received.map(({ body }) => JSON.parse(body).id)).toEqual([
    JSON.parse(received[0]?.body ?? "").id,
    JSON.parse(received[0]?.body ?? "").id,
  ]);
  expect(received[1]?.headers["bakehouse-delivery"]).toBe(again.id);
});

test("after three days without a success it is disabled, and those who keep it have notice", async () => {
  const owner = await makeOwner();
  const [maintainer, developer] = [
    await makeMember(owner, "maintainer"),
    await makeMember(owner, "developer"),
  ];
  const { url, port, received } = await receiver((_request, response) => response.writeHead(500).end());
  const { id } = await hookTo(owner, url);
  const at = { team: teamOf(owner), id };
  const since = (ms: number) =>
    db.webhook.update({ where: { id }, data: { failingSince: new Date(Date.now() - ms) } });
  const { id: first } = await pingWebhook(owner, at);
  await since(PATIENCE_MS - 60_000);
  await deliverWebhooks();
  expect((await listWebhooks(owner, at)).items[0]?.disabledAt).toBeNull();

  await since(PATIENCE_MS);
  const { id: second } = await pingWebhook(owner, at);
  await deliverWebhooks();
  expect((await listWebhooks(owner, at)).items[0]).toMatchObject({
    disabledAt: expect.any(String),
    disabledReason: "Nothing was delivered for three days.",
  });
  for (const delivery of [first, second]) {
    expect(await getDelivery(owner, { ...at, delivery })).toMatchObject({ status: "failed" });
  }
  const notices = async (ctx: Context) => (await listNotices(ctx, { limit: 10, unread: true })).items;
  for (const keeper of [owner, maintainer]) {
    expect(await notices(keeper)).toMatchObject([
      { kind: "webhook.disabled", text: expect.stringContaining(`127.0.0.1:${port}`) },
    ]);
  }
  expect(await notices(developer)).toEqual([]);
  const onRecord = await db.auditEvent.findMany({ where: { action: "webhook.disable" } });
  expect(onRecord).toMatchObject([{ actorKind: "system", teamId: owner.teams[0]?.id }]);

  await makeGoodBuild(await makeImage(owner));
  await deliverWebhooks();
  expect(received).toHaveLength(2);
  await updateWebhook(owner, { ...at, enabled: true });
  await pingWebhook(owner, at);
  await deliverWebhooks();
  expect(received).toHaveLength(3);
  expect((await listWebhooks(owner, at)).items[0]?.disabledAt).toBeNull();
});

test("one that never answers keeps no other waiting", async () => {
  const owner = await makeOwner();
  const hanging = await receiver(() => {});
  const quick = await receiver();
  const [slow, fast] = [await hookTo(owner, hanging.url), await hookTo(owner, quick.url)];
  const at = (id: string) => ({ team: teamOf(owner), id });
  for (let i = 0; i < 3; i++) await pingWebhook(owner, at(slow.id));
  await pingWebhook(owner, at(fast.id));
  const working = deliverWebhooks();
  await expect.poll(() => quick.received.length, { timeout: 3000 }).toBe(1);
  // Also what is asked for while it hangs.
  await pingWebhook(owner, at(fast.id));
  await expect.poll(() => quick.received.length, { timeout: 3000 }).toBe(2);
  // To it, one after the other.
  expect(hanging.received).toHaveLength(1);
  await db.webhookDelivery.deleteMany({ where: { webhookId: slow.id, attempts: 0 } });
  await hanging.stop();
  stops.splice(0, 1);
  await working;
});

test("an address that was allowed once and leads inside is refused when it is used", async () => {
  const owner = await makeOwner();
  const { url, port, received } = await receiver();
  const [byAddress, byName] = [await hookTo(owner, url), await hookTo(owner, `http://localhost:${port}/`)];
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
  for (const { id } of [byAddress, byName]) await pingWebhook(owner, { team: teamOf(owner), id });
  await deliverWebhooks();
  expect(received).toEqual([]);
  for (const { lastDelivery } of (await listWebhooks(owner, { team: teamOf(owner) })).items) {
    expect(lastDelivery).toMatchObject({
      status: "pending",
      responseStatus: null,
      error: expect.stringContaining("BAKEHOUSE_WEBHOOK_ALLOW"),
    });
  }
});

test("with another BAKEHOUSE_SECRET nothing is sent unsigned, and the delivery says what to do", async () => {
  const owner = await makeOwner();
  const { url, received } = await receiver();
  const { id } = await hookTo(owner, url);
  await pingWebhook(owner, { team: teamOf(owner), id });
  const before = env().BAKEHOUSE_SECRET;
  env().BAKEHOUSE_SECRET = "another-secret-of-at-least-32-characters";
  await deliverWebhooks();
  env().BAKEHOUSE_SECRET = before;
  expect(received).toEqual([]);
  const [webhook] = (await listWebhooks(owner, { team: teamOf(owner) })).items;
  expect(webhook?.lastDelivery?.error).toContain("Renew the secret");

  const { secret } = await renewWebhookSecret(owner, { team: teamOf(owner), id });
  await skipPause(webhook?.lastDelivery?.id ?? "");
  await deliverWebhooks();
  expect(received.map((each) => isSigned(each, secret))).toEqual([true]);
});

test("after its secret is renewed all is signed with the new one, what waited and what is sent again too", async () => {
  const owner = await makeOwner();
  let isDown = true;
  const { url, received } = await receiver((_request, response) =>
    response.writeHead(isDown ? 503 : 200).end(),
  );
  const { id, secret: before } = await hookTo(owner, url);
  const at = { team: teamOf(owner), id };
  const { id: waiting } = await pingWebhook(owner, at);
  await deliverWebhooks();
  const { secret: after } = await renewWebhookSecret(owner, at);
  isDown = false;
  await skipPause(waiting);
  await deliverWebhooks();
  await redeliver(owner, { ...at, delivery: waiting });
  await deliverWebhooks();
  expect(received.map((each) => [isSigned(each, before), isSigned(each, after)])).toEqual([
    [true, false],
    [false, true],
    [false, true],
  ]);
});

test("two workers never send the same attempt", async () => {
  const owner = await makeOwner();
  const { url, received } = await receiver();
  const { id } = await hookTo(owner, url);
  for (let i = 0; i < 20; i++) await pingWebhook(owner, { team: teamOf(owner), id });
  await Promise.all([deliverWebhooks(), deliverWebhooks(), deliverWebhooks()]);
  expect(received).toHaveLength(20);
  expect(new Set(received.map(({ headers }) => headers["bakehouse-delivery"])).size).toBe(20);
});

test("a worker that waits for builds delivers as soon as something is to be told", async () => {
  const owner = await makeOwner();
  const { url, received } = await receiver();
  const { id } = await hookTo(owner, url);
  const worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
  try {
    await pingWebhook(owner, { team: teamOf(owner), id });
    // Sooner than it would look by itself.
    await expect.poll(() => received.length, { timeout: 4000 }).toBe(1);
  } finally {
    await worker.stop(1000);
  }
});
