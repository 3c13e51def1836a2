import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { deleteImage } from "#lib/images/delete-image";
import type { Image } from "#lib/images/schemas";
import { getSettings } from "#lib/limits/get-settings";
import { getTeamLimits } from "#lib/limits/get-team-limits";
import { listTeamLimits } from "#lib/limits/list-team-limits";
import { readBuildLimits } from "#lib/limits/read-build-limits";
import { updateSettings } from "#lib/limits/update-settings";
import { updateTeamLimits } from "#lib/limits/update-team-limits";
import { makeTeam, queueBuilds } from "#lib/queue/testing-queue";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

const DEFAULTS = { maxRunning: null, maxQueued: 100, maxMinutesPerDay: null, maxStorageBytes: null };

beforeEach(() => db.build.deleteMany());
afterEach(() => db.settings.update({ where: { id: 1 }, data: { ...DEFAULTS, maxBuildMinutes: 60 } }));

const at = (image: Image) => ({ team: image.team, image: image.name });

describe("a request is refused", () => {
  test("when too many wait, saying so, until there is room; what waits already is given again", async () => {
    const { ctx, image } = await makeTeam({ maxQueued: 2 });
    const other = await makeImage(ctx);
    await queueBuilds(image, 2);
    const refused = requestBuild(ctx, at(other));
    await expect(refused).rejects.toMatchObject({
      code: "rate_limited",
      message: `2 builds of ${image.team} wait already, and its limit is 2. Ask again when some have begun, or cancel some. An administrator of this Bakehouse can raise the limit.`,
      details: { limit: "queued", used: 2, max: 2, freesAt: null },
    });
    expect(await requestBuild(ctx, at(image))).toMatchObject({ status: "queued" });
    await db.build.updateMany({ where: { number: 1 }, data: { status: "canceled" } });
    expect(await requestBuild(ctx, at(other))).toMatchObject({ status: "queued", priority: "person" });
  });

  test("though ten ask at once", async () => {
    const { ctx } = await makeTeam({ maxQueued: 3 });
    const images: Image[] = [];
    for (let i = 0; i < 10; i++) images.push(await makeImage(ctx));
    const answers = await Promise.allSettled(images.map((image) => requestBuild(ctx, at(image))));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  test("when the day's minutes are used up, until midnight in UTC", async () => {
    const { ctx, image } = await makeTeam({ maxMinutesPerDay: 30 });
    const midnight = new Date().setUTCHours(0, 0, 0, 0);
    const day = (from: number, to: number) => ({
      status: "succeeded" as const,
      startedAt: new Date(midnight + from * 60_000),
      finishedAt: new Date(midnight + to * 60_000),
    });
    // Of the first only what was after midnight counts.
    await queueBuilds(image, 1, day(-50, 10));
    await queueBuilds(image, 1, day(-90, -1));
    await queueBuilds(image, 1, day(0, 19));
    expect((await getTeamLimits(ctx, at(image))).usage.minutesToday).toBeCloseTo(29, 1);
    await requestBuild(ctx, at(image));
    await queueBuilds(image, 1, { status: "running", startedAt: new Date(midnight - 60_000) });
    await queueBuilds(image, 1, day(0, 1));
    await db.build.updateMany({ where: { status: "queued" }, data: { status: "canceled" } });
    const error = await requestBuild(ctx, at(image)).catch((reason) => reason);
    expect(error).toMatchObject({ code: "rate_limited", details: { limit: "minutesPerDay", max: 30 } });
    expect(error.message).toMatch(
      /has built for [\d,]+ minutes today, and its limit is 30 a day\. It can go on at 00:00 UTC, in .+\. An administrator/,
    );
    expect(error.details.freesAt).toBe(new Date(midnight + 86_400_000).toISOString());
  });

  test("when the registry is full of its layers, each counted once, until images are deleted", async () => {
    const { ctx, image } = await makeTeam({ maxStorageBytes: 1000n });
    const other = await makeImage(ctx);
    const layers = async (of: Image, digests: string[]) => {
      const { id: buildId } = await makeGoodBuild(of);
      const teamId = ctx.teams[0]?.id ?? "";
      const data = digests.map((digest, index) => ({ buildId, index, digest, bytes: 400n, teamId }));
      await db.buildLayer.createMany({ data });
    };
    await layers(image, ["a", "b"]);
    await layers(image, ["a", "b"]);
    expect((await getTeamLimits(ctx, at(image))).usage.storageBytes).toBe(800);
    await layers(other, ["a", "c"]);
    await expect(requestBuild(ctx, at(image))).rejects.toMatchObject({
      code: "rate_limited",
      message: `${image.team} has 1.20 kB in the registry, and its limit is 1.00 kB. Delete images that nobody uses. An administrator of this Bakehouse can raise the limit.`,
      details: { limit: "storageBytes", used: 1200, max: 1000 },
    });
    await deleteImage(ctx, at(other));
    expect(await requestBuild(ctx, at(image))).toMatchObject({ status: "queued" });
  });

  test("by the limits of all teams where one has none of its own", async () => {
    const admin = await makeOwner({ isAdmin: true });
    await updateSettings(admin, { maxQueued: 1 });
    const { ctx, image } = await makeTeam();
    await queueBuilds(image, 1);
    const other = await makeImage(ctx);
    await expect(requestBuild(ctx, at(other))).rejects.toMatchObject({ code: "rate_limited" });
    await updateTeamLimits(admin, { team: image.team, maxQueued: 2 });
    expect(await requestBuild(ctx, at(other))).toMatchObject({ status: "queued" });
  });
});

describe("administrators", () => {
  test("set what holds for all teams and each build, on record", async () => {
    const admin = await makeOwner({ isAdmin: true });
    await updateSettings(admin, { maxBuildMinutes: 5, maxRunning: 4, maxQueued: null });
    expect(await getSettings(admin)).toMatchObject({ maxBuildMinutes: 5, maxRunning: 4, maxQueued: null });
    expect(await readBuildLimits()).toMatchObject({ maxBuildMinutes: 5, maxMemoryBytes: null });
    const event = await db.auditEvent.findFirst({
      where: { action: "limits.update" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({
      before: { maxBuildMinutes: 60, maxRunning: null, maxQueued: 100 },
      after: { maxBuildMinutes: 5, maxRunning: 4, maxQueued: null },
    });
  });

  test("see every team with its limits and what it takes", async () => {
    const admin = await makeOwner({ isAdmin: true });
    const { ctx, image } = await makeTeam();
    await queueBuilds(image, 2);
    await updateTeamLimits(admin, { team: teamOf(ctx), maxRunning: 7 });
    const { items } = await listTeamLimits(admin);
    expect(items.find(({ team }) => team === teamOf(ctx))).toEqual({
      team: teamOf(ctx),
      limits: { ...DEFAULTS, maxRunning: 7 },
      own: { ...DEFAULTS, maxQueued: null, maxRunning: 7 },
      usage: { running: 0, queued: 2, minutesToday: 0, storageBytes: 0 },
    });
    await updateTeamLimits(admin, { team: teamOf(ctx), maxRunning: null });
    expect((await getTeamLimits(ctx, { team: teamOf(ctx) })).limits).toEqual(DEFAULTS);
    await expect(updateTeamLimits(admin, { team: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("alone; members see their team's, and strangers nothing", async () => {
    const { ctx } = await makeTeam();
    const team = teamOf(ctx);
    for (const call of [
      getSettings(ctx),
      listTeamLimits(ctx),
      updateTeamLimits(ctx, { team }),
      updateSettings(ctx, {}),
    ]) {
      await expect(call).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getTeamLimits(await makeMember(ctx, "viewer"), { team })).toMatchObject({ team });
    await expect(getTeamLimits(await makeOwner(), { team })).rejects.toMatchObject({ code: "not_found" });
  });
});
