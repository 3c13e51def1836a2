import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { revokeBuild } from "#lib/builds/revoke-build";
import { lockImage, promote } from "#lib/channels/promote";
import { rollBack } from "#lib/channels/roll-back";
import { type Db, db } from "#lib/db";
import { deleteImage } from "#lib/images/delete-image";
import type { Image } from "#lib/images/schemas";
import { setVisibility, shareImage, unshareImage } from "#lib/images/share-image";
import { getImpact } from "#lib/impact/get-impact";
import { flushAsks } from "#lib/projects/count-asks";
import { createProject } from "#lib/projects/create-project";
import { deleteProject } from "#lib/projects/delete-project";
import { getProject } from "#lib/projects/get-project";
import { listProjects } from "#lib/projects/list-projects";
import { listUseDays } from "#lib/projects/list-use-days";
import { listUsesOfImage } from "#lib/projects/list-uses-of-image";
import { resolveImage } from "#lib/projects/resolve-image";
import { saveUse } from "#lib/projects/save-use";
import type { Follows } from "#lib/projects/schemas";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";

const DAY_MS = 86_400_000;
const pathOf = (image: Image) => ({ team: image.team, image: image.name });

async function start() {
  const ctx = await makeOwner();
  const image = await makeImage(ctx);
  await makeGoodBuild(image);
  await createVersion(ctx, {
    ...pathOf(image),
    dockerfile: "FROM codex-base:latest\nRUN true # 2\n",
    message: "",
  });
  await makeGoodBuild(image);
  await promote(ctx, { ...pathOf(image), channel: "stable", build: "1.1", reason: "" });
  const project = await makeProject(ctx);
  return { ctx, image, project };
}

async function makeProject(ctx: Context, name = "site") {
  await createProject(ctx, { team: teamOf(ctx), name, description: "" });
  return {
    use: (
      image: Image,
      follows: Follows,
      hold: { build: string; until: string; reason: string } | null = null,
      use = "default",
    ) =>
      saveUse(ctx, {
        team: teamOf(ctx),
        project: name,
        use,
        image: `${image.team}/${image.name}`,
        follows,
        hold,
      }),
    resolve: (use = "default") => resolveImage(ctx, { team: teamOf(ctx), project: name, use }),
    get: () => getProject(ctx, { team: teamOf(ctx), project: name }),
    name,
  };
}

const channel = (name: string): Follows => ({ kind: "channel", channel: name });
const version = (number: number): Follows => ({ kind: "version", version: number });
const build = (tag: string): Follows => ({ kind: "build", build: tag });

test("a use gets what its channel, its version or its pin says, and the list says how far that is behind", async () => {
  const { ctx, image, project } = await start();
  await project.use(image, channel("stable"), null, "stable");
  await project.use(image, channel("latest"), null, "latest");
  await project.use(image, version(1), null, "version");
  await project.use(image, build("1.1"), null, "pin");
  const given = Object.fromEntries((await project.get()).uses.map((use) => [use.name, use]));
  expect(given.stable).toMatchObject({
    follows: channel("stable"),
    gets: { tag: "1.1" },
    behind: { versions: 1, newest: "2.1" },
  });
  expect(given.latest).toMatchObject({ gets: { tag: "2.1" }, behind: null });
  expect(given.version).toMatchObject({ gets: { tag: "1.1" }, behind: { builds: 1 } });
  expect(given.pin).toMatchObject({ follows: build("1.1"), gets: { tag: "1.1" }, hold: null });
  for (const use of Object.keys(given)) {
    expect(await project.resolve(use)).toMatchObject({
      tag: given[use]?.gets?.tag,
      digest: given[use]?.gets?.digest,
    });
  }
  await makeGoodBuild(image, 1);
  expect(await project.resolve("version")).toMatchObject({ tag: "1.2" });
  expect(await project.resolve("pin")).toMatchObject({ tag: "1.1" });
  expect(await listProjects(ctx, { q: "sit", limit: 10 })).toMatchObject({
    items: [{ name: "site", uses: { length: 4 } }],
  });
});

test("projects are found by name and team, whole or in part", async () => {
  const unique = randomUUID().slice(0, 8);
  const owner = await makeOwner({ team: `media-${unique}` });
  const other = await makeOwner({ team: `tools-${unique}` });
  const both = { ...owner, teams: [...owner.teams, ...other.teams] };
  for (const [ctx, name] of [
    [owner, "web-shop"],
    [owner, "web_site"],
    [other, "web-shop"],
  ] as const) {
    await createProject(ctx, { team: teamOf(ctx), name, description: "" });
  }
  const find = async (q: string, ctx = both) =>
    (await listProjects(ctx, { q, limit: 10 })).items.map(
      ({ team, name }) => `${team.split("-")[0]}/${name}`,
    );
  expect(await find(`media-${unique}/web-shop`)).toEqual(["media/web-shop"]);
  expect(await find("EDIA/Shop")).toEqual(["media/web-shop"]);
  expect(await find("media/")).toEqual(["media/web-shop", "media/web_site"]);
  expect(await find("shop tools")).toEqual(["tools/web-shop"]);
  expect(await find("shop")).toEqual(["media/web-shop", "tools/web-shop"]);
  expect(await find("b_s")).toEqual(["media/web_site"]);
  expect(await find("media/bakery")).toEqual([]);
  // The names of others' teams lead nowhere.
  expect(await find("tools", owner)).toEqual([]);
});

test("a hold lasts until its date, not longer", async () => {
  const { image, project } = await start();
  const until = new Date(Date.now() + DAY_MS).toISOString();
  await project.use(image, channel("latest"), { build: "1.1", until, reason: "Freeze for the fair" });
  expect(await project.resolve()).toMatchObject({
    tag: "1.1",
    hold: { until, reason: "Freeze for the fair" },
  });
  await db.projectUse.updateMany({ data: { heldUntil: new Date(Date.now() - 1000) } });
  expect(await project.resolve()).toMatchObject({ tag: "2.1", hold: null });
  const past = new Date(Date.now() - DAY_MS).toISOString();
  await expect(
    project.use(image, channel("latest"), { build: "1.1", until: past, reason: "x" }),
  ).rejects.toMatchObject({
    code: "invalid",
    problems: [{ field: "hold.until" }],
  });
});

test("what is not there or not good cannot be followed", async () => {
  const { ctx, image, project } = await start();
  const unbuilt = await makeImage(ctx);
  await expect(project.use(image, channel("nightly"))).rejects.toMatchObject({
    problems: [{ field: "follows.channel" }],
  });
  await expect(project.use(unbuilt, channel("latest"))).rejects.toMatchObject({ code: "not_found" });
  await expect(project.use(image, version(9))).rejects.toMatchObject({
    problems: [{ field: "follows.version" }],
  });
  await expect(project.use(image, build("1.9"))).rejects.toMatchObject({ code: "not_found" });
  const [failed] = await db.build.findMany({
    where: { imageId: image.id, number: 1, version: { number: 2 } },
  });
  await db.build.update({ where: { id: failed?.id }, data: { status: "failed" } });
  await expect(project.use(image, build("2.1"))).rejects.toMatchObject({ code: "conflict" });
  await project.use(unbuilt, version(1));
  await expect(project.resolve()).rejects.toMatchObject({ code: "not_found" });
  await expect(project.resolve("gpu")).rejects.toMatchObject({ code: "not_found" });
});

test("what was revoked is gone, with the reason and what to take instead", async () => {
  const { ctx, image, project } = await start();
  await project.use(image, build("1.1"));
  const first = await db.build.findFirstOrThrow({ where: { imageId: image.id }, orderBy: { id: "asc" } });
  await revokeBuild(ctx, { id: first.id, reason: "Leaks a key", keepChannels: true });
  await expect(project.resolve()).rejects.toMatchObject({
    code: "gone",
    message: expect.stringContaining("Leaks a key"),
    details: { reason: "Leaks a key", replacement: { tag: "2.1" } },
  });
});

test("asks are counted by day", async () => {
  const { ctx, image, project } = await start();
  await project.use(image, channel("latest"));
  await project.resolve();
  await project.resolve();
  await flushAsks();
  await project.resolve();
  await flushAsks();
  const today = new Date().toISOString().slice(0, 10);
  const days = await listUseDays(ctx, { team: teamOf(ctx), project: project.name, days: 7 });
  expect(days.items).toEqual([{ day: today, use: "default", count: 3 }]);
  expect(await project.get()).toMatchObject({ lastAskedAt: expect.any(String) });
});

test("before a change is made it is known what each project gets, and it then comes true", async () => {
  const { ctx, image, project } = await start();
  const until = new Date(Date.now() + DAY_MS).toISOString();
  await project.use(image, channel("stable"), null, "stable");
  await project.use(image, channel("latest"), null, "latest");
  await project.use(image, channel("stable"), { build: "1.1", until, reason: "x" }, "held");
  await project.use(image, version(2), null, "version");
  const child = await makeImage(ctx, { dockerfile: `FROM ${image.team}/${image.name}:stable\nRUN true\n` });
  const at = pathOf(image);
  const input = { ...at, keepChannels: false };

  const promotion = await getImpact(ctx, { ...input, change: "promote", channel: "stable", build: "2.1" });
  expect(byUse(promotion)).toEqual({
    stable: ["1.1", "2.1"],
    held: ["1.1", "1.1"],
    latest: ["2.1", "2.1"],
    version: ["2.1", "2.1"],
  });
  expect(promotion.children).toMatchObject([
    { image: child.name, before: "1.1", after: "2.1", changes: true },
  ]);
  await promote(ctx, { ...at, channel: "stable", build: "2.1", reason: "" });
  expect(await project.resolve("stable")).toMatchObject({ tag: "2.1" });

  expect(byUse(await getImpact(ctx, { ...input, change: "rollBack", channel: "stable" })).stable).toEqual([
    "2.1",
    "1.1",
  ]);
  const revocation = await getImpact(ctx, { ...input, change: "revoke", build: "2.1" });
  expect(byUse(revocation)).toEqual({
    stable: ["2.1", "1.1"],
    held: ["1.1", "1.1"],
    latest: ["2.1", "1.1"],
    version: ["2.1", null],
  });
  expect(revocation.channels).toEqual(["latest", "stable"]);
  const newest = await db.build.findFirstOrThrow({ where: { imageId: image.id }, orderBy: { id: "desc" } });
  await revokeBuild(ctx, { id: newest.id, reason: "Bad", keepChannels: false });
  const after = Object.fromEntries(
    (await project.get()).uses.map(({ name, gets }) => [name, gets?.revoked ? null : gets?.tag]),
  );
  expect(after).toEqual({ stable: "1.1", held: "1.1", latest: "1.1", version: null });
  await expect(rollBack(ctx, { ...at, channel: "stable", reason: "" })).rejects.toMatchObject({
    code: "conflict",
  });
  // What would be refused has no consequences to show.
  const stable = { ...input, channel: "stable" };
  for (const refused of [
    { ...input, change: "revoke", build: "2.1" } as const,
    { ...stable, change: "promote", build: "2.1" } as const,
    { ...stable, change: "rollBack" } as const,
    { ...input, channel: "latest", change: "promote", build: "1.1" } as const,
  ]) {
    await expect(getImpact(ctx, refused)).rejects.toMatchObject({ code: "conflict" });
  }

  await expect(deleteImage(ctx, at)).rejects.toMatchObject({
    message: expect.stringContaining(`${teamOf(ctx)}/site`),
  });
  await deleteProject(ctx, { team: teamOf(ctx), project: "site" });
  await expect(deleteImage(ctx, at)).rejects.toMatchObject({ message: expect.stringContaining(child.name) });
  await deleteImage(ctx, pathOf(child));
  await deleteImage(ctx, at);
});

function byUse({ uses }: { uses: { use: string; before: string | null; after: string | null }[] }) {
  return Object.fromEntries(uses.map(({ use, before, after }) => [use, [before, after]]));
}

test("the uses of an image are read a page at a time, by name", async () => {
  const { ctx, image } = await start();
  for (const name of ["c", "a", "d", "b", "e"]) {
    const project = await makeProject(ctx, `page-${name}`);
    await project.use(image, channel("latest"));
  }
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsesOfImage(ctx, { ...pathOf(image), limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    names.push(...page.items.map(({ project }) => project));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names.filter((name) => name.startsWith("page-"))).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => `page-${name}`),
  );
});

test("another team's project uses a shared image, shows in its uses, and keeps the share from being taken away", async () => {
  const { ctx, image } = await start();
  const other = await makeOwner();
  const project = await makeProject(other, "theirs");
  const at = pathOf(image);
  await expect(project.use(image, channel("latest"))).rejects.toMatchObject({ code: "not_found" });
  await shareImage(ctx, { ...at, withTeam: teamOf(other), access: "use" });
  await project.use(image, channel("latest"));
  expect(await project.resolve()).toMatchObject({ tag: "2.1" });
  expect(await listUsesOfImage(ctx, { ...at, limit: 50 })).toMatchObject({
    items: [{ team: teamOf(other), project: "theirs" }],
    others: 0,
  });
  const viewer = await makeMember(ctx, "viewer");
  expect(await listUsesOfImage(viewer, { ...at, limit: 50 })).toMatchObject({ items: [], others: 1 });
  await expect(getImpact(viewer, { ...at, change: "delete", keepChannels: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  const losing = await getImpact(ctx, {
    ...at,
    change: "unshare",
    fromTeam: teamOf(other),
    keepChannels: false,
  });
  expect(losing.uses).toMatchObject([{ project: "theirs", before: "2.1", after: null }]);
  const unshare = () => unshareImage(ctx, { ...at, withTeam: teamOf(other) });
  await expect(unshare()).rejects.toMatchObject({ message: expect.stringContaining("/theirs") });
  await setVisibility(ctx, { ...at, visibility: "organisation" });
  await unshare();
  await expect(setVisibility(ctx, { ...at, visibility: "team" })).rejects.toMatchObject({ code: "conflict" });
});

test("a project is given what its team may use, not what one person of it may see", async () => {
  const { ctx, image } = await start();
  const other = await makeOwner();
  await createProject(other, { team: teamOf(other), name: "theirs", description: "" });
  const both = { ...other, teams: [...other.teams, ...ctx.teams] };
  const use = () =>
    saveUse(both, {
      team: teamOf(other),
      project: "theirs",
      use: "default",
      image: `${image.team}/${image.name}`,
      follows: channel("latest"),
      hold: null,
    });
  await expect(use()).rejects.toMatchObject({ code: "conflict", problems: [{ field: "image" }] });
  await shareImage(ctx, { ...pathOf(image), withTeam: teamOf(other), access: "use" });
  expect(await use()).toMatchObject({ uses: [{ name: "default" }] });
});

/** Lets `act` run into the image's lock, changes the image meanwhile, and says what became of it. */
async function during<T>(image: Image, act: () => Promise<T>, change: (tx: Db) => Promise<unknown>) {
  let acting: Promise<T> | undefined;
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    acting = act();
    acting.catch(() => {});
    await sleep(400);
    await change(tx);
  });
  return acting;
}

test("what is deleted or no longer shared at this moment is neither used nor promoted", async () => {
  const { ctx, image, project } = await start();
  const other = await makeOwner();
  const theirs = await makeProject(other, "theirs");
  await shareImage(ctx, { ...pathOf(image), withTeam: teamOf(other), access: "use" });
  const gone = { code: "not_found" };
  const unshare = (tx: Db) => tx.imageShare.deleteMany({ where: { imageId: image.id } });
  await expect(during(image, () => theirs.use(image, channel("latest")), unshare)).rejects.toMatchObject(
    gone,
  );
  const remove = (tx: Db) => tx.image.update({ where: { id: image.id }, data: { deletedAt: new Date() } });
  await expect(during(image, () => project.use(image, channel("latest")), remove)).rejects.toMatchObject(
    gone,
  );
  await db.image.update({ where: { id: image.id }, data: { deletedAt: null } });
  const point = () => promote(ctx, { ...pathOf(image), channel: "next", build: "1.1", reason: "" });
  await expect(during(image, point, remove)).rejects.toMatchObject(gone);
  expect(await db.projectUse.count({ where: { imageId: image.id } })).toBe(0);
  expect(await db.registryTag.count({ where: { imageId: image.id, tag: "next" } })).toBe(0);
});

test("a share is not taken away while a use of it is being saved", async () => {
  const { ctx, image } = await start();
  const other = await makeOwner();
  const at = { ...pathOf(image), withTeam: teamOf(other) };
  await shareImage(ctx, { ...at, access: "use" });
  await createProject(other, { team: teamOf(other), name: "theirs", description: "" });
  const { id: projectId } = await db.project.findFirstOrThrow({
    where: { name: "theirs", team: { name: teamOf(other) } },
  });
  const use = (tx: Db) =>
    tx.projectUse.create({ data: { projectId, name: "default", imageId: image.id, version: 1 } });
  await expect(during(image, () => unshareImage(ctx, at), use)).rejects.toMatchObject({ code: "conflict" });
});

test("projects belong to their team: viewers look, maintainers change, strangers find nothing", async () => {
  const { ctx, image, project } = await start();
  await project.use(image, channel("latest"));
  const [viewer, stranger] = [await makeMember(ctx, "viewer"), await makeOwner()];
  const at = { team: teamOf(ctx), project: project.name };
  expect(await getProject(viewer, at)).toMatchObject({ role: "viewer", uses: { length: 1 } });
  await expect(deleteProject(viewer, at)).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    createProject(viewer, { team: teamOf(ctx), name: "x", description: "" }),
  ).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(getProject(stranger, at)).rejects.toMatchObject({ code: "not_found" });
  await expect(resolveImage(stranger, { ...at, use: "default" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(createProject(ctx, { ...at, name: project.name, description: "" })).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "name" }],
  });
});
