import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { listActivityOfImage } from "#lib/activity/list-activity";
import type { Context } from "#lib/auth/context";
import { findBase } from "#lib/builds/find-base";
import { registryAddress } from "#lib/builds/registry-address";
import { requestBuild } from "#lib/builds/request-build";
import { restoreBuild, revokeBuild } from "#lib/builds/revoke-build";
import { lockImage } from "#lib/channels/promote";
import { db } from "#lib/db";
import { shortenDigest } from "#lib/format/shorten-digest";
import { createImage } from "#lib/images/create-image";
import { deleteImage } from "#lib/images/delete-image";
import { deprecateImage, undeprecateImage } from "#lib/images/deprecate-image";
import { forkImage, updateFork } from "#lib/images/fork-image";
import { getImage } from "#lib/images/get-image";
import { getLineage } from "#lib/images/get-lineage";
import { listImages } from "#lib/images/list-images";
import { listShares } from "#lib/images/list-shares";
import { listSimilarImages } from "#lib/images/list-similar-images";
import { renameImage } from "#lib/images/rename-image";
import type { Image } from "#lib/images/schemas";
import { setVisibility, shareImage, unshareImage } from "#lib/images/share-image";
import { getImpact } from "#lib/impact/get-impact";
import { listNotices } from "#lib/notices/list-notices";
import { createProject } from "#lib/projects/create-project";
import { saveUse } from "#lib/projects/save-use";
import { deleteTeam } from "#lib/teams/delete-team";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { getVersion } from "#lib/versions/get-version";

const pathOf = (image: Image) => ({ team: image.team, image: image.name });
const all = { q: "", sort: "name" as const, limit: 50 };

test("a shared image can be seen and used, with edit saved and built, and never managed", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const at = pathOf(image);
  const share = (access: "use" | "edit") => shareImage(owner, { ...at, withTeam: teamOf(other), access });
  await expect(getImage(other, at)).rejects.toMatchObject({ code: "not_found" });
  await share("use");
  expect(await getImage(other, at)).toMatchObject({ role: "viewer" });
  expect((await listImages(other, all)).items.map(({ name }) => name)).toEqual([image.name]);
  await expect(requestBuild(other, at)).rejects.toMatchObject({ code: "forbidden" });
  expect(await share("edit")).toMatchObject({ items: [{ team: teamOf(other), access: "edit", uses: 0 }] });
  expect(await getImage(other, at)).toMatchObject({ role: "developer" });
  await createVersion(other, {
    ...at,
    dockerfile: "FROM codex-base:latest\nRUN true # theirs\n",
    message: "",
  });
  await requestBuild(other, at);
  // A share gives nobody more than they are in their own team.
  expect(await getImage(await makeMember(other, "viewer"), at)).toMatchObject({ role: "viewer" });
  await expect(shareImage(other, { ...at, withTeam: teamOf(other), access: "edit" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await unshareImage(owner, { ...at, withTeam: teamOf(other) });
  await expect(getImage(other, at)).rejects.toMatchObject({ code: "not_found" });
  await expect(shareImage(owner, { ...at, withTeam: "no-such-team", access: "use" })).rejects.toMatchObject({
    code: "not_found",
    problems: [{ field: "withTeam" }],
  });
});

test("a list says of each image what one may do with it, as its own page does", async () => {
  const [owner, other, stranger] = [await makeOwner(), await makeOwner(), await makeOwner()];
  const [edited, used, open] = [await makeImage(owner), await makeImage(owner), await makeImage(owner)];
  await shareImage(owner, { ...pathOf(edited), withTeam: teamOf(other), access: "edit" });
  await shareImage(owner, { ...pathOf(used), withTeam: teamOf(other), access: "use" });
  await setVisibility(owner, { ...pathOf(open), visibility: "organisation" });
  const own = await makeImage(other);
  const expected = [
    [other, { [edited.id]: "developer", [used.id]: "viewer", [open.id]: "viewer", [own.id]: "owner" }],
    [await makeMember(other, "viewer"), { [edited.id]: "viewer", [own.id]: "viewer" }],
    [owner, { [edited.id]: "owner", [own.id]: undefined }],
    [stranger, { [edited.id]: undefined, [open.id]: "viewer" }],
  ] as const;
  for (const [ctx, roles] of expected) {
    const { items } = await listImages(ctx, all);
    const listed = Object.fromEntries(items.map(({ id, role }) => [id, role]));
    for (const [id, role] of Object.entries(roles)) expect(listed[id]).toBe(role);
    for (const { team, name, role } of items)
      expect(await getImage(ctx, { team, image: name })).toMatchObject({ role });
  }
});

test("who edits an image from outside cannot have its team's other images opened", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const [image, secret, base] = [await makeImage(owner), await makeImage(owner), await makeImage(owner)];
  const third = await makeImage(await makeOwner());
  const at = pathOf(image);
  await shareImage(owner, { ...at, withTeam: teamOf(other), access: "edit" });
  const save = (ctx: Context, dockerfile: string) => createVersion(ctx, { ...at, dockerfile, message: "" });
  const named = ({ team, name }: Image) => `${team}/${name}`;
  await save(owner, `FROM ${named(base)}:1\n`);
  for (const [dockerfile, line] of [
    [`FROM ${named(secret)}:latest\n`, 1],
    [`FROM ${registryAddress()}/${named(secret)}\n`, 1],
    [`FROM ${registryAddress()}/${named(secret)}@sha256:${"a".repeat(64)}\n`, 1],
    [`ARG OF=${secret.name}\nFROM codex-base\nCOPY --from=${secret.team}/${secret.name}:1 / /\n`, 3],
    [`FROM codex-base\nRUN --mount=from=${named(secret)},target=/x cat /x/secret\n`, 2],
    [`FROM ${image.team}/not-there-yet\n`, 1],
  ] as const) {
    await expect(save(other, dockerfile), dockerfile).rejects.toMatchObject({
      code: "invalid",
      problems: [{ field: "dockerfile", line }],
    });
  }
  // What it stands on already, what they may see themselves, and what is no image of the catalogue.
  await save(other, `FROM ${named(base)}:2\nRUN true\n`);
  await setVisibility(owner, { ...pathOf(secret), visibility: "organisation" });
  await save(other, `FROM ${named(secret)}:latest\n`);
  await save(other, `FROM ${named(third)}:latest\n`);
  await save(other, `FROM debian:12\nCOPY --from=library/busybox / /\n`);
});

test("from outside its team nobody learns with whom else an image is shared", async () => {
  const [owner, one, other] = [await makeOwner(), await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const at = pathOf(image);
  await shareImage(owner, { ...at, withTeam: teamOf(one), access: "use" });
  await shareImage(owner, { ...at, withTeam: teamOf(other), access: "use" });
  const seenBy = async (ctx: Context) => (await listShares(ctx, at)).items.map(({ team }) => team);
  expect(await seenBy(await makeMember(owner, "viewer"))).toEqual([teamOf(one), teamOf(other)].sort());
  expect(await seenBy(one)).toEqual([teamOf(one)]);
  const told = async (ctx: Context) =>
    (await listActivityOfImage(ctx, { ...at, limit: 50 })).items.map(({ action }) => action);
  expect(await told(owner)).toContain("image.share");
  expect(await told(one)).toEqual(["image.create"]);
});

test("who may not use an image cannot build on it: it neither keeps the image nor has word of it", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const { id } = await makeGoodBuild(image);
  const child = await makeImage(other, { dockerfile: `FROM ${image.team}/${image.name}:latest\n` });
  await revokeBuild(owner, { id, reason: "A key in it", keepChannels: false });
  const impact = { ...pathOf(image), change: "delete" as const, keepChannels: false };
  expect(await getImpact(owner, impact)).toMatchObject({ children: [] });
  expect(await listNotices(other, { limit: 50, unread: false })).toMatchObject({ items: [] });
  await shareImage(owner, { ...pathOf(image), withTeam: teamOf(other), access: "use" });
  expect(await getImpact(owner, impact)).toMatchObject({ children: [{ image: child.name }] });
  await restoreBuild(owner, { id });
  await revokeBuild(owner, { id, reason: "A key in it", keepChannels: false });
  const { items } = await listNotices(other, { limit: 50, unread: false });
  expect(items.map(({ kind }) => kind)).toContain("build.revoked");
  await expect(deleteImage(owner, pathOf(image))).rejects.toMatchObject({ code: "conflict" });
  await unshareImage(owner, { ...pathOf(image), withTeam: teamOf(other) });
  await deleteImage(owner, pathOf(image));
});

test("a repository's tags never mean something else, whatever the deleted image was called last", async () => {
  const owner = await makeOwner();
  const first = await makeImage(owner, { name: "tools" });
  await renameImage(owner, { ...pathOf(first), name: "utilities" });
  await deleteImage(owner, { team: first.team, image: "utilities" });
  const second = await makeImage(owner, { name: "tools" });
  expect(second).toMatchObject({ repository: first.repository, versions: 2 });
});

test("no digest and no team that is gone opens an image of our registry to a team that may not use it", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const gone = await makeOwner();
  const image = await makeImage(gone);
  const { digest } = await makeGoodBuild(image);
  const both = { ...owner, teams: [...owner.teams, ...gone.teams] };
  await renameImage(both, { ...pathOf(image), toTeam: teamOf(owner) });
  await deleteTeam(gone, { team: teamOf(gone) });
  const find = (ctx: Context, name: string) => findBase(ctx.teams[0]?.id ?? "", name);
  for (const name of [
    `${image.repository}:1`,
    `${image.repository}:1@${digest}`,
    `${image.repository}@${digest}`,
  ]) {
    expect(await find(other, name), name).toMatchObject({ kind: "missing" });
    expect(await find(owner, name), name).toMatchObject({ kind: "elsewhere" });
  }
  const foreign = `registry.example.com/${image.team}/${image.name}@${digest}`;
  expect(await find(other, foreign)).toEqual({ kind: "elsewhere", reference: foreign });
});

test("an image for everyone is found by whoever signs in, and can be built on by every team", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const { digest } = await makeGoodBuild(image);
  const name = `${image.team}/${image.name}:latest`;
  expect(await findBase(other.teams[0]?.id ?? "", name)).toMatchObject({ kind: "elsewhere" });
  await setVisibility(owner, { ...pathOf(image), visibility: "organisation" });
  expect(await getImage(other, pathOf(image))).toMatchObject({ role: "viewer", visibility: "organisation" });
  expect(await findBase(other.teams[0]?.id ?? "", name)).toMatchObject({ kind: "known", digest });
});

test("renamed and moved, an image is found by every name it had, and its repository stays", async () => {
  const owner = await makeOwner();
  const other = await makeOwner();
  const both = { ...owner, teams: [...owner.teams, ...other.teams] };
  const image = await makeImage(owner);
  const { id: buildId, digest } = await makeGoodBuild(image);
  const layer = { buildId, index: 0, digest, bytes: 1n, teamId: owner.teams[0]?.id ?? "" };
  await db.buildLayer.create({ data: layer });
  const renamed = await renameImage(both, { ...pathOf(image), name: "new-name" });
  expect(renamed).toMatchObject({ name: "new-name", repository: image.repository });
  const moved = await renameImage(both, { ...pathOf(renamed), toTeam: teamOf(other) });
  expect(moved).toMatchObject({ team: teamOf(other), name: "new-name", latest: { digest } });
  // From now on it takes up the other team's room.
  const teamId = other.teams[0]?.id;
  expect(await db.build.findUnique({ where: { id: buildId } })).toMatchObject({ teamId });
  expect(await db.buildLayer.findFirst({ where: { buildId } })).toMatchObject({ teamId });
  for (const old of [image, renamed])
    expect(await getImage(both, pathOf(old))).toMatchObject({ id: image.id });
  expect(await findBase(other.teams[0]?.id ?? "", `${image.team}/${image.name}:1`)).toMatchObject({ digest });
  const again = { team: image.team, name: image.name, description: "", dockerfile: "FROM x\n", message: "" };
  await expect(createImage(both, again)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(`${teamOf(other)}/new-name`),
  });
  // Who does not see it there is not told where that is.
  await expect(createImage(owner, again)).rejects.toMatchObject({
    code: "conflict",
    message: expect.not.stringContaining(teamOf(other)),
  });
  // Back to a name of its own.
  expect(await renameImage(both, { ...pathOf(moved), name: "third" })).toMatchObject({ name: "third" });
  expect(await renameImage(both, { ...pathOf(moved), name: "new-name" })).toMatchObject({ name: "new-name" });
  const taken = await makeImage(other);
  await expect(renameImage(both, { ...pathOf(moved), name: taken.name })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(renameImage(owner, { ...pathOf(image), name: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  // Back to the team by whose name it is still called.
  const back = await renameImage(both, { ...pathOf(image), toTeam: image.team, name: image.name });
  expect(back).toMatchObject({ id: image.id, team: image.team, name: image.name });
});

test("a team that an image leaves is let use it on when it does, as is said before", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const both = { ...owner, teams: [...owner.teams, ...other.teams] };
  const [alone, base, asked] = [await makeImage(owner), await makeImage(owner), await makeImage(owner)];
  const { digest } = await makeGoodBuild(base);
  await makeImage(owner, { dockerfile: `FROM ${base.team}/${base.name}:latest\n` });
  await createProject(owner, { team: teamOf(owner), name: "site", description: "" });
  const project = { team: teamOf(owner), project: "site", use: "default" };
  const follows = { kind: "channel" as const, channel: "latest" };
  await makeGoodBuild(asked);
  await saveUse(owner, { ...project, image: `${asked.team}/${asked.name}`, follows, hold: null });
  for (const [image, sharedWith] of [
    [alone, null],
    [base, base.team],
    [asked, asked.team],
  ] as const) {
    const impact = { ...pathOf(image), change: "move" as const, keepChannels: false };
    expect(await getImpact(both, impact)).toMatchObject({ move: { sharedWith } });
    const moved = await renameImage(both, { ...pathOf(image), toTeam: teamOf(other) });
    expect(await listShares(both, pathOf(moved))).toMatchObject({
      items: sharedWith ? [{ team: sharedWith, access: "use" }] : [],
    });
  }
  expect(await findBase(owner.teams[0]?.id ?? "", `${base.team}/${base.name}:1`)).toMatchObject({ digest });
  await expect(getImage(owner, pathOf(alone))).rejects.toMatchObject({ code: "not_found" });
  expect(await getImpact(both, { ...pathOf(base), change: "delete", keepChannels: false })).toMatchObject({
    move: null,
  });
  // Its own again, it is shared with nobody.
  const back = await renameImage(both, { ...pathOf(base), toTeam: base.team, name: base.name });
  expect(await listShares(owner, pathOf(back))).toMatchObject({ items: [] });
});

test("renamed by two at once, an image keeps every name that it had even for a moment", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const team = { teamId: owner.teams[0]?.id ?? "", imageId: image.id };
  let renaming: Promise<Image> | undefined;
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    renaming = renameImage(owner, { ...pathOf(image), name: "second" });
    await sleep(300);
    await tx.image.update({ where: { id: image.id }, data: { name: "first" } });
    await tx.formerImageName.create({ data: { ...team, name: image.name } });
  });
  expect(await renaming).toMatchObject({ name: "second" });
  for (const name of [image.name, "first"]) {
    expect(await getImage(owner, { team: image.team, image: name })).toMatchObject({ id: image.id });
  }
});

test("what is built on an image is found by whatever name its FROM has, by digest too", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const { digest } = await makeGoodBuild(image);
  const old = `${image.team}/${image.name}`;
  const byTag = await makeImage(owner, { name: "by-tag", dockerfile: `FROM ${old}:latest\n` });
  const reference = `${registryAddress()}/${old}@${digest}`;
  const byDigest = await makeImage(owner, { name: "by-digest", dockerfile: `FROM ${reference}\n` });
  const renamed = await renameImage(owner, { ...pathOf(image), name: "new-name" });
  expect(await getLineage(owner, pathOf(renamed))).toMatchObject({
    children: [
      { image: `${byDigest.team}/by-digest`, from: `${old}@${digest}` },
      { image: `${byTag.team}/by-tag`, from: `${old}:latest` },
    ],
  });
  const impact = await getImpact(owner, { ...pathOf(renamed), change: "delete", keepChannels: false });
  expect(impact.children.map(({ before, after }) => [before, after])).toEqual([
    [shortenDigest(digest), null],
    ["1.1", null],
  ]);
  await deleteImage(owner, pathOf(byTag));
  await expect(deleteImage(owner, pathOf(renamed))).rejects.toMatchObject({
    message: expect.stringContaining("by-digest"),
  });
});

test("an image that others only copy files from or mount is built on no less", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  await makeGoodBuild(image);
  const name = `${image.team}/${image.name}`;
  const lines = {
    copies: `COPY --from=${name}:1.1 /a /a`,
    mounts: `RUN --mount=from=${name}:latest,target=/m true`,
  };
  for (const [child, line] of Object.entries(lines)) {
    await makeImage(owner, { name: child, dockerfile: `FROM codex-base:latest\n${line}\n` });
  }
  // In a stage that the last one does not need, no build meets it.
  const unneeded = `FROM x AS unneeded\nCOPY --from=${name} /a /a\nFROM codex-base:latest\n`;
  await makeImage(owner, { name: "unneeded", dockerfile: unneeded });
  expect((await getLineage(owner, pathOf(image))).children).toEqual([
    { image: `${image.team}/copies`, from: `${name}:1.1` },
    { image: `${image.team}/mounts`, from: `${name}:latest` },
  ]);
  await expect(deleteImage(owner, pathOf(image))).rejects.toMatchObject({
    message: expect.stringContaining(`${image.team}/copies, ${image.team}/mounts`),
  });
});

test("a fork remembers where it comes from, says how far it is behind, and takes over what is new", async () => {
  const [owner, other] = [await makeOwner(), await makeOwner()];
  const image = await makeImage(owner);
  const at = pathOf(image);
  const make = { ...at, toTeam: teamOf(other), name: "mine" };
  await expect(forkImage(other, make)).rejects.toMatchObject({ code: "not_found" });
  await setVisibility(owner, { ...at, visibility: "organisation" });
  const fork = await forkImage(other, make);
  const dockerfile = "FROM codex-base:latest\nRUN true # newer\n";
  await createVersion(owner, { ...at, dockerfile, message: "Newer" });
  expect(await getLineage(other, pathOf(fork))).toMatchObject({
    forkedFrom: { image: `${image.team}/${image.name}`, version: 1, newest: 2, behind: 1 },
  });
  expect(await updateFork(other, pathOf(fork))).toMatchObject({ versions: 2 });
  expect(await getVersion(other, { ...pathOf(fork), number: 2 })).toMatchObject({ dockerfile });
  expect(await getLineage(other, pathOf(fork))).toMatchObject({ forkedFrom: { behind: 0 } });
  // Who may not see the fork's team does not hear of it.
  expect(await getLineage(owner, at)).toMatchObject({ forks: [] });
  // And once they may not see what it was forked from, not what that is called by now.
  await setVisibility(owner, { ...at, visibility: "team" });
  await renameImage(owner, { ...at, name: "not-told" });
  await expect(updateFork(other, pathOf(fork))).rejects.toMatchObject({
    code: "conflict",
    message: expect.not.stringContaining("not-told"),
  });
});

test("before one more image is made, the nearest are shown with what they lack", async () => {
  const ctx = await makeOwner();
  const install = (names: string) =>
    `FROM codex-base:latest\nRUN apt-get update && apt-get install -y ${names} && rm -rf /var/lib/apt/lists/*\n`;
  const near = await makeImage(ctx, { dockerfile: install("ffmpeg imagemagick libvips-tools") });
  await makeImage(ctx, { dockerfile: install("gdal-bin postgis") });
  const stranger = await makeOwner();
  await makeImage(stranger, { dockerfile: install("ffmpeg imagemagick") });
  const copied = `${install("ffmpeg imagemagick").replace("codex-base", "other")}COPY --from=codex-base:latest /a /a\n`;
  expect(await listSimilarImages(ctx, { dockerfile: copied })).toMatchObject({
    items: [{ sameBase: false }],
  });
  const { items } = await listSimilarImages(ctx, { dockerfile: install("ffmpeg imagemagick sox") });
  expect(items).toMatchObject([
    {
      image: `${near.team}/${near.name}`,
      sameBase: true,
      shared: ["apt:ffmpeg", "apt:imagemagick"],
      missing: ["apt:sox"],
      extra: ["apt:libvips-tools"],
    },
  ]);
  expect((await listImages(ctx, { ...all, q: "imagemagick" })).items.map(({ name }) => name)).toEqual([
    near.name,
  ]);
});

test("a deprecated image says why and what to use instead, until that is taken back", async () => {
  const ctx = await makeOwner();
  const [image, instead] = [await makeImage(ctx), await makeImage(ctx)];
  const at = pathOf(image);
  const replacement = `${instead.team}/${instead.name}`;
  const input = { ...at, message: "Use the new one", replacement, date: "2027-01-31" };
  expect(await deprecateImage(ctx, input)).toMatchObject({
    deprecated: { message: "Use the new one", replacement, date: "2027-01-31" },
  });
  await expect(
    deprecateImage(ctx, { ...input, replacement: `${image.team}/${image.name}` }),
  ).rejects.toMatchObject({
    problems: [{ field: "replacement" }],
  });
  await expect(deprecateImage(ctx, { ...input, replacement: "no/such" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(deprecateImage(await makeMember(ctx, "developer"), input)).rejects.toMatchObject({
    code: "forbidden",
  });
  await deleteImage(ctx, pathOf(instead));
  expect(await getImage(ctx, at)).toMatchObject({ deprecated: { replacement: null } });
  expect(await undeprecateImage(ctx, at)).toMatchObject({ deprecated: null });
});
