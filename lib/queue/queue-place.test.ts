import { beforeEach, describe, expect, test } from "vitest";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { setNeeds } from "#lib/images/set-needs";
import { shareImage } from "#lib/images/share-image";
import { getQueuePlace } from "#lib/queue/get-queue-place";
import { listOffers } from "#lib/queue/list-offers";
import { listQueue } from "#lib/queue/list-queue";
import { lowerBuild, raiseBuild } from "#lib/queue/raise-build";
import { claimAll, claimAs, makeTeam, makeWorker, queueBuilds } from "#lib/queue/testing-queue";
import { makeMember, makeOwner, teamOf } from "#lib/testing/make";

beforeEach(async () => {
  await db.build.deleteMany();
  await db.worker.deleteMany();
});

describe("why it waits", () => {
  const LABELS = { workerLabels: ["gpu"] };
  test.each([
    ["no worker is there", [], {}, "noWorker", "No worker is there."],
    [
      "the only worker is silent",
      [{ name: "a", lastSeenAt: new Date(Date.now() - 31_000) }],
      {},
      "noWorker",
      "No worker is there.",
    ],
    ["none has the label", [{ labels: ["ssd"] }], LABELS, "noneSuits", "No worker has the label gpu."],
    [
      "none has the platform",
      [{}],
      { platform: "linux/arm64" },
      "noneSuits",
      "No worker builds for linux/arm64.",
    ],
    [
      "none has either",
      [{}],
      { platform: "linux/arm64", workerLabels: ["gpu", "ssd"] },
      "noneSuits",
      "No worker builds for linux/arm64, and none has the labels gpu, ssd.",
    ],
    [
      "none has both",
      [{ labels: ["gpu"] }, { platform: "linux/arm64" }],
      { platform: "linux/arm64", ...LABELS },
      "noneSuits",
      "No worker has all that it needs at once: linux/arm64 and the label gpu.",
    ],
    [
      "all are paused or drained",
      [
        { name: "a", state: "paused" as const, stateReason: "new disk" },
        { name: "b", state: "draining" as const },
      ],
      {},
      "paused",
      "The workers that could build it take none now: a is paused (new disk); b is being drained.",
    ],
    [
      "the disk is full",
      [{ name: "a", problem: "The engine's disk has 1.2 GB free, less than 2 GB." }, { labels: [] }],
      {},
      "soon",
      "It begins within seconds.",
    ],
    [
      "the only disk is full",
      [{ name: "a", problem: "The engine's disk has 1.2 GB free, less than 2 GB." }],
      {},
      "trouble",
      "The worker that could build it takes none now: a: The engine's disk has 1.2 GB free, less than 2 GB.",
    ],
  ])("%s", async (_, workers, needs, code, text) => {
    for (const facts of workers) await makeWorker(facts);
    const { ctx, image } = await makeTeam();
    const [id = ""] = await queueBuilds(image, 1, needs);
    expect(await getQueuePlace(ctx, { id })).toMatchObject({
      why: { code, text },
      waiting: 1,
      position: code === "soon" ? 1 : null,
    });
  });

  test("its team is at its limit; another's build waits for a free worker, and the next for that", async () => {
    const worker = await makeWorker({ name: "only" });
    const [narrow, other] = [await makeTeam({ maxRunning: 1 }), await makeTeam()];
    const [, limited = ""] = await queueBuilds(narrow.image, 2);
    await claimAs(worker);
    const [next = "", after = ""] = await queueBuilds(other.image, 2);
    const why = async (ctx = other.ctx, id = "") => (await getQueuePlace(ctx, { id })).why;
    expect(await why(other.ctx, next)).toEqual({
      code: "busy",
      text: "only, which builds it, is busy with 1 build.",
    });
    expect(await why(other.ctx, after)).toEqual({ code: "ahead", text: "1 build is ahead of it." });
    expect(await why(narrow.ctx, limited)).toEqual({
      code: "teamLimit",
      text: `${narrow.image.team} runs 1 build, as many as it may at once.`,
    });
    expect(await getQueuePlace(narrow.ctx, { id: limited })).toMatchObject({ position: 3, ahead: 2 });
  });

  test("a build that does not wait has no place, and someone else's is not there", async () => {
    const { ctx, image } = await makeTeam();
    const [id = ""] = await queueBuilds(image, 1);
    await claimAs(await makeWorker());
    expect(await getQueuePlace(ctx, { id })).toEqual({
      position: null,
      ahead: null,
      startsAt: null,
      why: null,
      waiting: 0,
    });
    await expect(getQueuePlace(await makeOwner(), { id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("order and time", () => {
  test("places are in the order in which builds are then taken up", async () => {
    const teams = [await makeTeam(), await makeTeam(), await makeTeam()] as const;
    for (const [i, count] of [4, 1, 2].entries()) await queueBuilds(teams[i as 0].image, count);
    await queueBuilds(teams[1].image, 2, { priority: "automation" });
    const worker = await makeWorker({ concurrency: 100 });
    const all = await db.build.findMany({ where: { status: "queued" } });
    const places = new Map<string, number | null>();
    for (const { id, teamId } of all) {
      const team = teams.find(({ ctx }) => ctx.teams[0]?.id === teamId);
      places.set(id, team ? (await getQueuePlace(team.ctx, { id })).position : null);
    }
    const taken = await claimAll(worker);
    expect(taken.map(({ id }) => places.get(id))).toEqual(taken.map((_, i) => i + 1));
  });

  test("it begins when what runs and what is before it has taken as long as its images' builds do", async () => {
    const [slow, quick] = [await makeTeam(), await makeTeam()];
    const past = (seconds: number) => ({
      status: "succeeded" as const,
      startedAt: new Date(Date.now() - 3_600_000),
      finishedAt: new Date(Date.now() - 3_600_000 + seconds * 1000),
    });
    await queueBuilds(slow.image, 5, past(600));
    await queueBuilds(quick.image, 5, past(60));
    await queueBuilds(slow.image, 1);
    const worker = await makeWorker();
    await claimAs(worker);
    const [first = "", second = ""] = await queueBuilds(quick.image, 2);
    const inSeconds = async (id: string) => {
      const { startsAt } = await getQueuePlace(quick.ctx, { id });
      return (Date.parse(startsAt ?? "") - Date.now()) / 1000;
    };
    expect(Math.abs((await inSeconds(first)) - 600)).toBeLessThan(15);
    expect(Math.abs((await inSeconds(second)) - 660)).toBeLessThan(15);
    await makeWorker();
    expect(await inSeconds(first)).toBeLessThan(15);
    expect(Math.abs((await inSeconds(second)) - 60)).toBeLessThan(15);
  });

  test("nobody foretells what was never built", async () => {
    const { ctx, image } = await makeTeam();
    const [, id = ""] = await queueBuilds(image, 2);
    await makeWorker();
    expect(await getQueuePlace(ctx, { id })).toMatchObject({ position: 2, startsAt: null });
  });
});

describe("the list", () => {
  test("has one's own with names, and of others' no more than that they are there", async () => {
    const [mine, theirs, shared] = [await makeTeam(), await makeTeam(), await makeTeam()];
    const at = { team: shared.image.team, image: shared.image.name };
    await shareImage(shared.ctx, { ...at, withTeam: teamOf(mine.ctx), access: "use" });
    for (const { image } of [theirs, mine, shared]) await queueBuilds(image, 1);
    const { items, waiting } = await listQueue(mine.ctx, { limit: 10 });
    expect(waiting).toBe(3);
    expect(items[0]).toMatchObject({ build: null, why: null });
    expect(JSON.stringify(items[0])).not.toContain(theirs.image.team);
    expect(items[1]?.build).toMatchObject({ image: mine.image.name, tag: "1.1", mayRaise: true });
    expect(items[2]?.build).toMatchObject({ image: shared.image.name, mayRaise: false });
    expect(await listQueue(mine.ctx, { limit: 1 })).toMatchObject({ items: [{ build: null }], waiting: 3 });
  });
});

describe("raising", () => {
  test("puts a build first in its team and back again, on record", async () => {
    const { ctx, image } = await makeTeam();
    const [first = "", second = ""] = await queueBuilds(image, 2);
    const robot = await queueBuilds(image, 1, { priority: "automation", trigger: "api" });
    const order = async () => (await listQueue(ctx, { limit: 10 })).items.map(({ build }) => build?.id);
    expect(await order()).toEqual([first, second, ...robot]);
    expect(await raiseBuild(ctx, { id: second })).toMatchObject({
      priority: "raised",
      raisedBy: ctx.actor.name,
    });
    await raiseBuild(ctx, { id: robot[0] ?? "" });
    expect(await order()).toEqual([second, ...robot, first]);
    await raiseBuild(ctx, { id: second });
    expect(await lowerBuild(ctx, { id: robot[0] ?? "" })).toMatchObject({
      priority: "automation",
      raisedBy: null,
    });
    expect(await lowerBuild(ctx, { id: second })).toMatchObject({ priority: "person" });
    expect(await order()).toEqual([first, second, ...robot]);
    const events = await db.auditEvent.findMany({
      where: { target: `${image.team}/${image.name}:1.2` },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual(["build.raise", "build.lower"]);
  });

  test("is for maintainers, and for builds that wait", async () => {
    const { ctx, image } = await makeTeam();
    const [id = ""] = await queueBuilds(image, 1);
    const developer = await makeMember(ctx, "developer");
    await expect(raiseBuild(developer, { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(raiseBuild(await makeOwner(), { id })).rejects.toMatchObject({ code: "not_found" });
    await claimAs(await makeWorker());
    await expect(raiseBuild(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
    expect((await getBuild(ctx, { id })).priority).toBe("person");
  });
});

describe("what an image's builds need", () => {
  test("goes with each request, and to those that wait", async () => {
    const { ctx, image } = await makeTeam();
    const at = { team: image.team, image: image.name };
    await makeWorker({ labels: ["gpu", "ssd"] });
    await makeWorker({ platform: "linux/arm64" });
    expect(await listOffers()).toEqual({ platforms: ["linux/amd64", "linux/arm64"], labels: ["gpu", "ssd"] });
    const changed = await setNeeds(ctx, { ...at, platform: "linux/arm64", labels: ["gpu", "gpu"] });
    expect(changed.needs).toEqual({ platform: "linux/arm64", labels: ["gpu"] });
    const { id } = await requestBuild(ctx, at);
    expect((await getQueuePlace(ctx, { id })).why?.code).toBe("noneSuits");
    await setNeeds(ctx, { ...at, platform: null, labels: ["gpu"] });
    expect((await getQueuePlace(ctx, { id })).why?.code).toBe("soon");
    const developer = await makeMember(ctx, "developer");
    await expect(setNeeds(developer, { ...at, platform: null, labels: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
