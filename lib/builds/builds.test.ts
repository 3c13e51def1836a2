import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { BuildRecorder } from "#lib/builds/build-recorder";
import { cancelBuild } from "#lib/builds/cancel-build";
import { type ClaimedBuild, claimBuild } from "#lib/builds/claim-build";
import { endBuild } from "#lib/builds/end-build";
import { followBuild } from "#lib/builds/follow-build";
import { getBuild } from "#lib/builds/get-build";
import { listBuilds, listBuildsOfImage } from "#lib/builds/list-builds";
import { SupersededError } from "#lib/builds/owned-build";
import { publishBuild } from "#lib/builds/publish-build";
import { readLines, readLogText, searchLog } from "#lib/builds/read-log";
import { releaseBuild, renewLease } from "#lib/builds/renew-lease";
import { requestBuild } from "#lib/builds/request-build";
import type { BuildEvent } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";

let ctx: Context;
let image: Image;
const path = () => ({ team: image.team, image: image.name });

beforeEach(async () => {
  await db.build.deleteMany();
  ctx = await makeOwner();
  image = await makeImage(ctx);
});

async function makeWorker(): Promise<string> {
  return (await db.worker.create({ data: { name: `worker-${randomUUID().slice(0, 8)}` } })).id;
}

async function claimNext(): Promise<ClaimedBuild | null> {
  return claimBuild({ workerId: await makeWorker(), running: [] });
}

async function claim(): Promise<ClaimedBuild> {
  const build = await claimNext();
  if (!build) throw new Error("nothing to claim");
  return build;
}

const loseLease = (id: string) => db.build.update({ where: { id }, data: { leaseUntil: new Date(0) } });

async function collect(after: number, id: string): Promise<BuildEvent[]> {
  const events: BuildEvent[] = [];
  for await (const { event } of followBuild(ctx, id, after)) events.push(event);
  return events;
}

describe("request", () => {
  test("builds of a version are numbered, and a queued one is returned again", async () => {
    const first = await requestBuild(ctx, path());
    expect(first).toMatchObject({
      status: "queued",
      version: 1,
      number: 1,
      tag: "1.1",
      reference: null,
      steps: [],
    });
    expect((await requestBuild(ctx, path())).id).toBe(first.id);
    await claim();
    expect((await requestBuild(ctx, path())).tag).toBe("1.2");
  });

  test("ten requests at once make one build", async () => {
    const builds = await Promise.all(Array.from({ length: 10 }, () => requestBuild(ctx, path())));
    expect(new Set(builds.map((build) => build.id)).size).toBe(1);
  });

  test("a version that is not there, or someone else's image, is not found", async () => {
    await expect(requestBuild(ctx, { ...path(), version: 7 })).rejects.toMatchObject({ code: "not_found" });
    await expect(requestBuild(await makeOwner(), path())).rejects.toMatchObject({ code: "not_found" });
  });

  test("someone else's build does not exist", async () => {
    const { id } = await requestBuild(ctx, path());
    const stranger = await makeOwner();
    await expect(getBuild(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelBuild(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(readLines(stranger, { id, step: 0, from: 1, limit: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(searchLog(stranger, { id, q: "x", limit: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(readLogText(stranger, { id, raw: false }).next()).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(followBuild(stranger, id, 0).next()).rejects.toMatchObject({ code: "not_found" });
    expect((await listBuilds(stranger, { limit: 10 })).items).toEqual([]);
    await expect(getBuild(ctx, { id: "not-a-uuid" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("claim", () => {
  test("the longest waiting goes first, and never to two", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      image = await makeImage(ctx);
      ids.push((await requestBuild(ctx, path())).id);
    }
    const workers = await Promise.all(Array.from({ length: 8 }, makeWorker));
    const claims = (
      await Promise.all(workers.map((workerId) => claimBuild({ workerId, running: [] })))
    ).filter((build) => build !== null);
    expect(claims.map((build) => build.id).sort()).toEqual(ids.sort());
    expect(await claimNext()).toBeNull();
  });

  test("a silent worker's build goes to another, and the silent one can change nothing more", async () => {
    const { id } = await requestBuild(ctx, path());
    const silent = await claim();
    expect(await claimNext()).toBeNull();
    await loseLease(id);
    const next = await claim();
    expect(next).toMatchObject({ id, attempt: 2, lostWorkers: 1 });
    expect(next.takenFrom).toMatch(/^worker-/);

    await expect(renewLease(silent)).rejects.toThrow(SupersededError);
    await expect(endBuild(silent, { status: "canceled" })).rejects.toThrow(SupersededError);
    const moved: string[] = [];
    await expect(publishBuild(silent, async ({ own }) => void moved.push(own))).rejects.toThrow(
      SupersededError,
    );
    expect(moved).toEqual([]);
    const recorder = new BuildRecorder(silent);
    const step = recorder.addStep({ kind: "build", name: "RUN true" });
    await recorder.addLines(step, [{ text: "from the grave", at: new Date() }]);
    await expect(recorder.flush()).rejects.toThrow(SupersededError);
    expect((await getBuild(ctx, { id })).steps).toEqual([]);
  });

  test("a build that is given back is queued again and counts no lost worker", async () => {
    await requestBuild(ctx, path());
    const first = await claim();
    await releaseBuild(first);
    const second = await claim();
    expect(second).toMatchObject({ id: first.id, attempt: 2, lostWorkers: 0, takenFrom: null });
  });
});

describe("cancel", () => {
  test("a queued build ends at once", async () => {
    const { id } = await requestBuild(ctx, path());
    const canceled = await cancelBuild(ctx, { id });
    expect(canceled).toMatchObject({ status: "canceled", canceledBy: ctx.actor.name });
    expect(await claimNext()).toBeNull();
  });

  test("a running one is for its worker to end; one whose worker is gone ends at once", async () => {
    const { id } = await requestBuild(ctx, path());
    const held = await claim();
    expect(await cancelBuild(ctx, { id })).toMatchObject({ status: "running", cancelRequested: true });
    expect(await renewLease(held)).toEqual({ cancelRequested: true });
    await loseLease(id);
    expect(await cancelBuild(ctx, { id })).toMatchObject({ status: "canceled" });
    await expect(renewLease(held)).rejects.toThrow(SupersededError);
  });

  test("an ended build stays as it is", async () => {
    const { id } = await requestBuild(ctx, path());
    await publishBuild(await claim(), async () => {});
    expect(await cancelBuild(ctx, { id })).toMatchObject({ status: "succeeded", cancelRequested: false });
  });
});

describe("publish", () => {
  async function build(version: number, end: "good" | "bad" | "open" = "good") {
    await requestBuild(ctx, { ...path(), version });
    const claimed = await claim();
    const moved: string[] = [];
    const publish = () => publishBuild(claimed, async ({ others }) => void moved.push(...others));
    if (end === "good") await publish();
    if (end === "bad")
      await endBuild(claimed, { status: "failed", error: { code: "test", message: "broke" } });
    return { claimed, moved, publish };
  }
  const latest = async () => (await getImage(ctx, path())).latest?.tag;
  const saveVersion = (text: string) =>
    createVersion(ctx, { ...path(), dockerfile: `FROM codex-base:latest\nRUN echo ${text}\n`, message: "" });

  test("tags follow the newest good build of a version, and :latest the newest version that has one", async () => {
    await saveVersion("two");
    expect((await build(1)).moved).toEqual(["1", "latest"]);
    expect(await latest()).toBe("1.1");
    expect((await build(2, "bad")).moved).toEqual([]);
    expect(await latest()).toBe("1.1");
    expect((await build(2)).moved).toEqual(["2", "latest"]);
    const rebuilt = await build(1);
    expect(rebuilt.moved).toEqual(["1"]);
    expect(await latest()).toBe("2.2");
    expect(await getBuild(ctx, { id: rebuilt.claimed.id })).toMatchObject({ tag: "1.2", tags: ["1"] });
    expect(await getBuild(ctx, { id: (await getImage(ctx, path())).latest?.id ?? "" })).toMatchObject({
      tags: ["2", "latest"],
    });
  });

  test("an earlier build that ends later takes no tag from a later one", async () => {
    const slow = await build(1, "open");
    const quick = await build(1);
    await slow.publish();
    expect(quick.moved).toEqual(["1", "latest"]);
    expect(slow.moved).toEqual([]);
    expect(await latest()).toBe("1.2");
  });

  test("when a tag cannot be moved nothing is recorded, and it can be tried again", async () => {
    await requestBuild(ctx, path());
    const claimed = await claim();
    const broken = publishBuild(claimed, () => Promise.reject(new Error("registry away")));
    await expect(broken).rejects.toThrow("registry away");
    expect(await getBuild(ctx, { id: claimed.id })).toMatchObject({ status: "running", phase: "resolving" });
    await publishBuild(claimed, async () => {});
    expect(await getBuild(ctx, { id: claimed.id })).toMatchObject({ status: "succeeded" });
  });
});

describe("log", () => {
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ text: `line ${from + i}`, at: new Date() }));

  test("a follower from the start and one who comes back see every line once, and the end", async () => {
    const { id } = await requestBuild(ctx, path());
    const claimed = await claim();
    const live = collect(0, id);
    const recorder = new BuildRecorder(claimed);
    const step = recorder.addStep({ kind: "build", name: "RUN count", line: 2, startedAt: new Date() });
    for (let i = 0; i < 20; i++) {
      await recorder.addLines(step, lines(i * 100 + 1, i * 100 + 100));
      await recorder.flush();
    }
    recorder.updateStep(step, { completedAt: new Date() });
    await recorder.flush();
    await publishBuild(claimed, async () => {});
    const numbers = (events: BuildEvent[]) =>
      events.flatMap((event) => (event.type === "log" ? event.lines.map((line) => line.n) : []));
    const all = Array.from({ length: 2000 }, (_, i) => i + 1);
    const events = await live;
    expect(numbers(events)).toEqual(all);
    expect(events.at(-1)).toMatchObject({ type: "state", build: { status: "succeeded" } });
    expect(numbers(await collect(0, id))).toEqual(all);

    const seen: number[] = [];
    let resumeAfter = 0;
    for await (const followed of followBuild(ctx, id, 0)) {
      if (followed.event.type === "log") seen.push(...numbers([followed.event]));
      resumeAfter = followed.resumeAfter ?? resumeAfter;
    }
    expect(await collect(resumeAfter, id)).toEqual([]);
  });

  test("ranges, search and text agree, whatever is in a line", async () => {
    const { id } = await requestBuild(ctx, path());
    const claimed = await claim();
    const recorder = new BuildRecorder(claimed);
    const step = recorder.addStep({ kind: "build", name: "RUN noise" });
    const at = new Date();
    await recorder.addLines(step, [
      ...lines(1, 1500),
      { text: "10%", at, overwritten: true },
      { text: "100%", at },
      { text: "\u001b[31mred\u001b[0m 'quotes' {json} \\back ünïcode 😀", at, stderr: true },
      { text: "a".repeat(16384), at, continued: true },
      { text: "end", at },
    ]);
    await recorder.flush();
    await endBuild(claimed, { status: "canceled" });

    const range = await readLines(ctx, { id, step, from: 998, limit: 5 });
    expect(range).toMatchObject({
      total: 1505,
      items: [998, 999, 1000, 1001, 1002].map((n) => ({ n, text: `line ${n}` })),
    });
    expect((await searchLog(ctx, { id, q: "LINE 1499", limit: 10 })).items).toMatchObject([
      { step, n: 1499 },
    ]);
    expect((await searchLog(ctx, { id, q: "100%", limit: 10 })).items).toMatchObject([{ n: 1502 }]);
    expect((await searchLog(ctx, { id, q: "line", limit: 3 })).more).toBe(true);

    const text = async (raw: boolean) =>
      (await Array.fromAsync(readLogText(ctx, { id, step, raw }))).join("");
    const plain = await text(false);
    expect(plain).toContain("\nred 'quotes' {json} \\back ünïcode 😀\n");
    expect(plain).not.toContain("10%\n");
    expect(plain).toContain(`\n${"a".repeat(16384)}end\n`);
    expect(await text(true)).toContain("\n10%\r100%\n\u001b[31mred");
  });
});

test("builds are listed newest first, in pages, by image and by team", async () => {
  for (let i = 0; i < 5; i++) {
    await requestBuild(ctx, path());
    await endBuild(await claim(), { status: "canceled" });
  }
  const first = await listBuildsOfImage(ctx, { ...path(), limit: 3 });
  const second = await listBuildsOfImage(ctx, { ...path(), limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((build) => build.number)).toEqual([5, 4, 3, 2, 1]);
  expect((await listBuilds(ctx, { limit: 10, status: "canceled" })).items).toHaveLength(5);
  expect((await listBuilds(ctx, { limit: 10, status: "failed" })).items).toEqual([]);
});
