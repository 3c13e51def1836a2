import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { claimBuild } from "#lib/builds/claim-build";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { makeWorker } from "#lib/queue/testing-queue";
import { makeGoodBuild, makeImage, makeMember, makeOwner } from "#lib/testing/make";
import { forgetWorker } from "#lib/workers/forget-worker";
import { getWorker } from "#lib/workers/get-worker";
import { keepWorkerSeen, type WorkerCondition } from "#lib/workers/keep-worker-seen";
import { listWorkers } from "#lib/workers/list-workers";
import type { Worker } from "#lib/workers/schemas";
import { updateWorker } from "#lib/workers/update-worker";
import type { Prisma } from "#prisma/generated/client";

let admin: Context;
beforeEach(async () => {
  await db.build.deleteMany();
  await db.worker.deleteMany();
  admin = await makeOwner({ isAdmin: true });
});

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const FINE: WorkerCondition = {
  problem: null,
  cpus: 8,
  load: 1.5,
  memoryBytes: 16e9,
  memoryFreeBytes: 4e9,
  diskBytes: null,
  diskFreeBytes: null,
  cacheBytes: 2e9,
  cacheLimitBytes: 30e9,
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const only = async (ctx: Context): Promise<Worker | undefined> => (await listWorkers(ctx)).items[0];

async function add(name: string, facts: Partial<Prisma.WorkerCreateInput> = {}) {
  const session = randomUUID();
  return { id: await makeWorker({ name, session, ...facts }), name, session };
}

/** What is said on a channel from now on. */
async function hear(channel: "changes" | "queue"): Promise<(string | null)[]> {
  const heard: (string | null)[] = [];
  stops.push(await listener().subscribe(channel, (payload) => heard.push(payload)));
  return heard;
}

const kindsOf = (heard: (string | null)[]) =>
  heard.map((text) => (JSON.parse(text ?? "") as Change).kind).sort();

describe("the list", () => {
  test("says of each what it does about builds, those that are gone last and not for ever", async () => {
    await add("active");
    await add("drained", { state: "draining" });
    await add("dead", { lastSeenAt: minutesAgo(1) });
    await add("ended", {
      lastSeenAt: minutesAgo(2),
      stoppedAt: minutesAgo(2),
      problem: "The engine is away",
    });
    await add("forgotten", { lastSeenAt: minutesAgo(8 * 24 * 60) });
    await add("full", { problemKind: "disk", problem: "The engine's disk has 1.20 GB free, less than 2 GB" });
    await add("lost", { problemKind: "engine", problem: "The Docker engine at unix:///x does not answer" });
    await add("old", {
      problemKind: "database",
      problem: "The database belongs to a newer release (2_later)",
    });
    await add("paused", {
      state: "paused",
      problemKind: "engine",
      problem: "The Docker engine at unix:///x does not answer",
    });
    const { items } = await listWorkers(await makeOwner());
    expect(items.map(({ name, condition, trouble }) => [name, condition, trouble])).toEqual([
      ["active", "taking", null],
      ["drained", "drained", null],
      ["full", "trouble", "disk"],
      ["lost", "trouble", "engine"],
      ["old", "trouble", "database"],
      ["paused", "paused", "engine"],
      ["dead", "gone", null],
      ["ended", "stopped", null],
    ]);
  });

  test("has what it runs: builds that one may see by name, others as a number", async () => {
    const { id } = await add("baker", { concurrency: 3, labels: ["gpu"] });
    const [mine, other] = [await makeOwner(), await makeOwner()];
    for (const ctx of [mine, other]) {
      const image = await makeImage(ctx);
      await requestBuild(ctx, { team: image.team, image: image.name });
      expect(await claimBuild({ workerId: id, running: [] })).not.toBeNull();
    }
    const worker = await only(mine);
    expect(worker).toMatchObject({ name: "baker", labels: ["gpu"], concurrency: 3, busy: 2 });
    expect(worker?.builds).toEqual([
      expect.objectContaining({ team: mine.teams[0]?.name, tag: "1.1", phase: "resolving" }),
    ]);
    expect((await only(await makeOwner()))?.builds).toEqual([]);
  });

  test("tells only administrators what concerns its host", async () => {
    await add("baker", { host: "oven-1", clockOffsetMs: 42_000, diskFreeBytes: 10n });
    expect((await only(admin))?.details).toMatchObject({
      host: "oven-1",
      clockOffsetMs: 42_000,
      diskFreeBytes: 10,
    });
    expect((await only(await makeOwner()))?.details).toBeNull();
  });
});

test("a worker has what it built lately, as far as one may see it, and for administrators what was done with it", async () => {
  const { id: workerId } = await add("baker");
  const [mine, other] = [await makeOwner(), await makeOwner()];
  for (const ctx of [mine, other]) {
    const { id } = await makeGoodBuild(await makeImage(ctx));
    await db.build.update({ where: { id }, data: { workerId } });
  }
  await updateWorker(admin, { name: "baker", state: "paused", reason: "New kernel" });
  const seen = await getWorker(mine, { name: "baker" });
  expect(seen.lately.map(({ team, status }) => [team, status])).toEqual([[mine.teams[0]?.name, "succeeded"]]);
  expect(seen).toMatchObject({ history: null, stateReason: "New kernel", stateChangedBy: admin.actor.name });
  expect((await getWorker(admin, { name: "baker" })).history).toMatchObject([
    {
      action: "worker.pause",
      actor: { name: admin.actor.name },
      before: { state: "active", reason: "" },
      after: { state: "paused", reason: "New kernel" },
    },
  ]);
  await expect(getWorker(mine, { name: "nobody" })).rejects.toMatchObject({ code: "not_found" });
});

describe("administrators", () => {
  test("pause, drain and resume it: it is told at once, and so are pages; twice is once", async () => {
    const { id } = await add("baker");
    const [queue, changes] = [await hear("queue"), await hear("changes")];
    await updateWorker(admin, { name: "baker", state: "paused", reason: "" });
    expect(await claimBuild({ workerId: id, running: [] })).toBeNull();
    await updateWorker(admin, { name: "baker", state: "draining", reason: "" });
    await updateWorker(admin, { name: "baker", state: "draining", reason: "" });
    expect(await updateWorker(admin, { name: "baker", state: "active", reason: "" })).toMatchObject({
      condition: "taking",
    });
    await expect.poll(() => queue).toEqual([id, id, id]);
    expect(kindsOf(changes)).toEqual(["queue", "queue", "queue", "workers", "workers", "workers"]);
    const events = await db.auditEvent.findMany({
      where: { target: "baker" },
      orderBy: { id: "desc" },
      take: 3,
    });
    expect(events.map(({ action }) => action)).toEqual(["worker.resume", "worker.drain", "worker.pause"]);
  });

  test("forget one that is gone, and none that is there or has a build still", async () => {
    const { id } = await add("baker");
    await expect(forgetWorker(admin, { name: "baker" })).rejects.toMatchObject({ code: "conflict" });
    const image = await makeImage(admin);
    const { id: build } = await requestBuild(admin, { team: image.team, image: image.name });
    await claimBuild({ workerId: id, running: [] });
    await db.worker.update({ where: { id }, data: { lastSeenAt: minutesAgo(1) } });
    await expect(forgetWorker(admin, { name: "baker" })).rejects.toMatchObject({ code: "conflict" });
    await db.build.update({ where: { id: build }, data: { status: "failed" } });
    await forgetWorker(admin, { name: "baker" });
    expect((await listWorkers(admin)).items).toEqual([]);
    expect(await db.build.findUnique({ where: { id: build } })).toMatchObject({ workerId: null });
    await expect(forgetWorker(admin, { name: "baker" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("alone may", async () => {
    await add("baker");
    for (const ctx of [await makeOwner(), await makeMember(admin, "owner")]) {
      await expect(updateWorker(ctx, { name: "baker", state: "paused", reason: "" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(forgetWorker(ctx, { name: "baker" })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(updateWorker(admin, { name: "nobody", state: "paused", reason: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a worker that tells how it is", () => {
  test("is seen by the database's clock, with how far its own is off; learns what it is to do", async () => {
    const worker = await add("baker", { state: "paused", lastSeenAt: minutesAgo(5) });
    expect(await keepWorkerSeen(worker, FINE)).toMatchObject({ state: "paused" });
    const row = await db.worker.findUniqueOrThrow({ where: { id: worker.id } });
    expect(row).toMatchObject({ cpus: 8, load: 1.5, diskBytes: null, cacheBytes: 2_000_000_000n });
    expect(Math.abs(row.clockOffsetMs ?? 99_999)).toBeLessThan(1000);
    expect(Date.now() - row.lastSeenAt.getTime()).toBeLessThan(2000);
    expect(await keepWorkerSeen({ ...worker, session: randomUUID() }, FINE)).toBeNull();
  });

  test("has pages look, wakes others where its problem is another, and says who has gone silent", async () => {
    const [one, two] = [await add("one"), await add("two", { lastSeenAt: minutesAgo(2) })];
    const [queue, changes] = [await hear("queue"), await hear("changes")];
    await db.worker.update({ where: { id: one.id }, data: { lastSeenAt: minutesAgo(0.2) } });
    await keepWorkerSeen(one, FINE);
    await expect.poll(() => kindsOf(changes)).toEqual(["workers"]);
    await keepWorkerSeen(one, { ...FINE, problem: { kind: "engine", text: "The engine is away" } });
    await expect.poll(() => kindsOf(changes)).toEqual(["queue", "workers", "workers"]);
    expect(queue).toEqual([""]);
    changes.length = 0;
    await db.worker.update({ where: { id: two.id }, data: { lastSeenAt: minutesAgo(0.6) } });
    await keepWorkerSeen(one, { ...FINE, problem: { kind: "engine", text: "The engine is away" } });
    await expect.poll(() => kindsOf(changes)).toEqual(["queue", "workers"]);
  });

  test("does not have pages look for each of twenty", async () => {
    const workers = [];
    for (let number = 0; number < 20; number++) {
      workers.push(await add(`worker-${number}`, { lastSeenAt: minutesAgo(0.2) }));
    }
    const changes = await hear("changes");
    for (const worker of workers) await keepWorkerSeen(worker, FINE);
    await db.$executeRaw`SELECT pg_notify('changes', '{"kind":"limits"}')`;
    await expect.poll(() => kindsOf(changes)).toContain("limits");
    // The five seconds may end in between.
    expect(changes.length - 1).toBeLessThanOrEqual(2);
  });
});
