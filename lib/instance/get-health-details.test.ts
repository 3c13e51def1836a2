import { expect, test } from "vitest";
import { db } from "#lib/db";
import { getHealthDetails } from "#lib/instance/get-health-details";
import { makeGoodBuild, makeImage, makeOwner } from "#lib/testing/make";

async function start() {
  const ctx = await makeOwner({ isAdmin: true });
  await db.build.deleteMany();
  await db.worker.deleteMany();
  return { ctx, image: await makeImage(ctx) };
}

test("an administrator is told of database, disks, workers, registry and queue", async () => {
  const { ctx, image } = await start();
  await db.worker.create({ data: { name: "taking" } });
  await db.worker.create({ data: { name: "paused", state: "paused" } });
  await db.worker.create({ data: { name: "away", problem: "The engine does not answer." } });
  await db.worker.create({ data: { name: "gone", lastSeenAt: new Date(Date.now() - 60_000) } });
  const version = await db.version.findFirstOrThrow({ where: { imageId: image.id } });
  const { teamId } = await db.image.findUniqueOrThrow({ where: { id: image.id } });
  const queuedAt = new Date("2026-01-02T03:04:05Z");
  await db.build.create({ data: { teamId, imageId: image.id, versionId: version.id, number: 9, queuedAt } });
  const details = await getHealthDetails(ctx);
  expect(details).toMatchObject({
    database: { condition: "ok", version: expect.stringMatching(/^\d+/) },
    workers: { taking: 1, paused: 1, troubled: 1 },
    queue: { queued: 1, running: 0, oldestQueuedAt: queuedAt.toISOString() },
  });
  expect(details.database.sizeBytes).toBeGreaterThan(1_000_000);
  expect(details.problems).toContainEqual({ code: "someTrouble", text: "A worker cannot take builds." });
});

test("what the registry refused last is said until a push goes well", async () => {
  const { ctx, image } = await start();
  const failed = await makeGoodBuild(image);
  const finishedAt = new Date();
  const error = { code: "registry-unreachable", message: "The registry does not answer." };
  await db.build.update({ where: { id: failed.id }, data: { status: "failed", finishedAt, error } });
  const text = "The registry did not take the newest image: The registry does not answer.";
  expect((await getHealthDetails(ctx)).problems).toContainEqual({ code: "registry", text });
  const good = await makeGoodBuild(image);
  const pushFinishedAt = new Date(finishedAt.getTime() + 1000);
  await db.build.update({ where: { id: good.id }, data: { pushFinishedAt } });
  expect((await getHealthDetails(ctx)).registry).toMatchObject({
    problem: null,
    lastPushAt: pushFinishedAt.toISOString(),
  });
});

test("nobody else is told", async () => {
  await expect(getHealthDetails(await makeOwner())).rejects.toMatchObject({ code: "forbidden" });
});
