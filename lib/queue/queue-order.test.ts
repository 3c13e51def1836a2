import { beforeEach, describe, expect, test } from "vitest";
import { endBuild } from "#lib/builds/end-build";
import { LeaseWatch } from "#lib/builds/lease-watch";
import { LEASE_SECONDS } from "#lib/builds/owned-build";
import { renewLease } from "#lib/builds/renew-lease";
import { db } from "#lib/db";
import { claimAll, claimAs, makeTeam, makeWorker, queueBuilds } from "#lib/queue/testing-queue";

beforeEach(async () => {
  await db.build.deleteMany();
  await db.worker.deleteMany();
});

const long = () => new Date(Date.now() - 60_000);
const teamsOf = (builds: { team: string }[]) => builds.map(({ team }) => team);

describe("in turn", () => {
  test("one team's fifty do not stand before another's one", async () => {
    const [many, one] = [await makeTeam(), await makeTeam()];
    await queueBuilds(many.image, 50);
    const worker = await makeWorker();
    expect(teamsOf(await claimAll(worker, 3))).toEqual([many, many, many].map(({ image }) => image.team));
    await queueBuilds(one.image, 1);
    expect(teamsOf(await claimAll(worker, 1))).toEqual([one.image.team]);
    expect((await claimAll(worker)).length).toBe(47);
  });

  test("builds that end at once are given to teams in turn too", async () => {
    const teams = [await makeTeam(), await makeTeam(), await makeTeam()];
    for (const { image } of teams) await queueBuilds(image, 3);
    const worker = await makeWorker();
    const served: string[] = [];
    for (let build = await claimAs(worker); build; build = await claimAs(worker)) {
      served.push(build.team);
      await endBuild(build, { status: "canceled" });
    }
    const [a, b, c] = teams.map(({ image }) => image.team);
    expect(served).toEqual([a, b, c, a, b, c, a, b, c]);
  });

  test("people before automation, and what was raised first in its team only", async () => {
    const [a, b] = [await makeTeam(), await makeTeam()];
    const [robot = ""] = await queueBuilds(a.image, 1, { priority: "automation" });
    const [first = ""] = await queueBuilds(a.image, 1);
    const [raised = ""] = await queueBuilds(a.image, 1, { priority: "raised" });
    const [other = ""] = await queueBuilds(b.image, 1);
    const order = (await claimAll(await makeWorker())).map(({ id }) => id);
    expect(order).toEqual([raised, other, first, robot]);
  });
});

describe("limits of builds at once", () => {
  test("hold with many workers claiming at once", async () => {
    const { image } = await makeTeam({ maxRunning: 1 });
    // Of one kind, all would reach for one build, which only one can get.
    const platforms = ["linux/amd64", "linux/arm64"];
    for (const platform of platforms) await queueBuilds(image, 20, { platform });
    const workers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => makeWorker({ platform: platforms[i % 2] })),
    );
    for (let round = 0; round < 20; round++) {
      const claimed = await Promise.all(workers.map((worker) => claimAs(worker)));
      const [build, ...more] = claimed.filter((one) => one !== null);
      expect(more).toEqual([]);
      if (!build) throw new Error("nobody was given one");
      await endBuild(build, { status: "canceled" });
    }
  });

  test("leave the builds of others alone", async () => {
    const [narrow, wide] = [await makeTeam({ maxRunning: 2 }), await makeTeam()];
    await queueBuilds(narrow.image, 20);
    await queueBuilds(wide.image, 4);
    const workers = await Promise.all(Array.from({ length: 6 }, () => makeWorker()));
    const claimed = (await Promise.all(workers.map((worker) => claimAll(worker)))).flat();
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(6);
    expect(teamsOf(claimed).filter((team) => team === narrow.image.team)).toHaveLength(2);
  });

  test("of all teams where one has none of its own", async () => {
    await db.settings.update({ where: { id: 1 }, data: { maxRunning: 1 } });
    try {
      const [usual, own] = [await makeTeam(), await makeTeam({ maxRunning: 3 })];
      await queueBuilds(usual.image, 4);
      await queueBuilds(own.image, 4);
      expect(teamsOf(await claimAll(await makeWorker())).sort()).toEqual(
        [usual, own, own, own].map(({ image }) => image.team).sort(),
      );
    } finally {
      await db.settings.update({ where: { id: 1 }, data: { maxRunning: null } });
    }
  });
});

describe("what a worker may take", () => {
  test("by label and platform", async () => {
    const { image } = await makeTeam();
    const [gpu = ""] = await queueBuilds(image, 1, { workerLabels: ["gpu"] });
    const [arm = ""] = await queueBuilds(image, 1, { platform: "linux/arm64" });
    const [any = ""] = await queueBuilds(image, 1);
    const ids = async (facts: object) => (await claimAll(await makeWorker(facts))).map(({ id }) => id);
    expect(await ids({ labels: ["ssd"] })).toEqual([any]);
    expect(await ids({ platform: "linux/arm64" })).toEqual([arm]);
    expect(await ids({ labels: ["ssd", "gpu"] })).toEqual([gpu]);
  });

  test("nothing while it is paused or drains, or when nobody knows it", async () => {
    const { image } = await makeTeam();
    await queueBuilds(image, 1);
    expect(await claimAs(await makeWorker({ state: "paused" }))).toBeNull();
    expect(await claimAs(await makeWorker({ state: "draining" }))).toBeNull();
    expect(await claimAs("019471e2-0000-7000-8000-000000000000")).toBeNull();
    expect(await claimAs(await makeWorker())).not.toBeNull();
  });
});

describe("where the cache is", () => {
  test("its engine's worker is given a build first, while it is there and free", async () => {
    const { image } = await makeTeam();
    const [here, there] = [await makeWorker({ engineId: "warm" }), await makeWorker({ engineId: "cold" })];
    await queueBuilds(image, 2, { preferredEngineId: "warm" });
    expect(await claimAs(there)).toBeNull();
    expect(await claimAs(here)).toMatchObject({ number: 1 });
    expect(await claimAs(there)).toMatchObject({ number: 2 });
    expect(await db.build.findMany({ orderBy: { id: "asc" }, select: { engineId: true } })).toEqual([
      { engineId: "warm" },
      { engineId: "cold" },
    ]);
  });

  test.each([
    ["paused", { state: "paused" as const }],
    ["in trouble", { problem: "The engine is away" }],
    ["silent", { lastSeenAt: long() }],
    ["stopped", { stoppedAt: new Date() }],
    ["without the label", { labels: [] }],
  ])("any takes it when that worker is %s", async (_, facts) => {
    const { image } = await makeTeam();
    await makeWorker({ engineId: "warm", labels: ["gpu"], ...facts });
    await queueBuilds(image, 1, { preferredEngineId: "warm", workerLabels: ["gpu"] });
    expect(await claimAs(await makeWorker({ labels: ["gpu"] }))).not.toBeNull();
  });

  test("any takes it when it has waited for that engine long enough", async () => {
    const { image } = await makeTeam();
    await makeWorker({ engineId: "warm" });
    await queueBuilds(image, 1, { preferredEngineId: "warm", queuedAt: new Date(Date.now() - 11_000) });
    expect(await claimAs(await makeWorker())).not.toBeNull();
  });
});

describe("whose worker went silent", () => {
  test("goes before all, but not to the process that runs it", async () => {
    const { image } = await makeTeam({ maxRunning: 1 });
    const [lost = ""] = await queueBuilds(image, 1);
    const worker = await makeWorker();
    await claimAs(worker);
    await queueBuilds((await makeTeam()).image, 1, { priority: "raised" });
    await db.build.update({ where: { id: lost }, data: { leaseUntil: new Date(0) } });
    expect((await claimAs(worker, [lost]))?.id).not.toBe(lost);
    expect(await claimAs(worker, [lost])).toBeNull();
    expect(await claimAs(await makeWorker())).toMatchObject({ id: lost, attempt: 2, lostWorkers: 1 });
  });

  test("is judged by the steady clock of whoever looks, and by no other", async () => {
    const { image } = await makeTeam();
    const [id = ""] = await queueBuilds(image, 1);
    const mine = await claimAs(await makeWorker());
    if (!mine) throw new Error("nothing was taken up");
    let steadyMs = 0;
    const watch = new LeaseWatch(() => steadyMs);
    /** Looks each second for so long; returns what it saw last. */
    const lookFor = async (seconds: number) => {
      for (let second = 1; second < seconds; second++) {
        steadyMs += 1000;
        await watch.look();
      }
      steadyMs += 1000;
      return watch.look();
    };
    const set = (hours: number) =>
      db.build.update({ where: { id }, data: { leaseUntil: new Date(Date.now() + hours * 3_600_000) } });
    // PostgreSQL's clock was set forward by an hour.
    await set(-1);
    expect(await lookFor(7)).toEqual([]);
    await renewLease(mine);
    expect(await lookFor(2)).toEqual([]);
    // It was set back by one, and the worker is gone.
    await set(1);
    expect(await lookFor(LEASE_SECONDS)).toEqual([]);
    const lost = await lookFor(1);
    expect(lost).toMatchObject([{ id }]);
    const heir = await makeWorker();
    await renewLease(mine);
    expect(await claimAs(heir, [], lost)).toBeNull();
    // It is over, and PostgreSQL was away: whoever has it must have had the time to say so.
    await set(-1);
    await lookFor(6);
    steadyMs += 60_000;
    expect(await lookFor(7)).toEqual([]);
    expect(await claimAs(heir, [], await lookFor(1))).toMatchObject({ id, attempt: 2 });
  });
});
