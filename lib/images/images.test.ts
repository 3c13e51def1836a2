import { expect, test } from "vitest";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { createImage } from "#lib/images/create-image";
import { deleteImage } from "#lib/images/delete-image";
import { getImage } from "#lib/images/get-image";
import { listImages } from "#lib/images/list-images";
import { listImagesSchema } from "#lib/images/schemas";
import { updateImage } from "#lib/images/update-image";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";

const list = (ctx: Parameters<typeof listImages>[0], input: object = {}) =>
  listImages(ctx, listImagesSchema.parse(input));

test("an image is created with version 1 and found by its name", async () => {
  const ctx = await makeOwner();
  const image = await makeImage(ctx, { name: "ffmpeg", description: "Media tools" });
  expect(image).toMatchObject({
    team: teamOf(ctx),
    name: "ffmpeg",
    versions: 1,
    lastBuild: null,
    latest: null,
  });
  expect(await getImage(ctx, { team: teamOf(ctx), image: "ffmpeg" })).toEqual(image);
});

test("a name is taken once in a team and free in another", async () => {
  const [one, two] = await Promise.all([makeOwner(), makeOwner()]);
  await makeImage(one, { name: "gdal" });
  await makeImage(two, { name: "gdal" });
  await expect(makeImage(one, { name: "gdal" })).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "name" }],
  });
});

test("of two creating the same name at once, one is told", async () => {
  const ctx = await makeOwner();
  const results = await Promise.allSettled([
    makeImage(ctx, { name: "same" }),
    makeImage(ctx, { name: "same" }),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a Dockerfile that no engine takes is refused with its line and column", async () => {
  const ctx = await makeOwner();
  await expect(makeImage(ctx, { dockerfile: "FROM codex-base\nRNU true\n" })).rejects.toMatchObject({
    code: "invalid",
    problems: [{ field: "dockerfile", line: 2, column: 1 }],
  });
  for (const dockerfile of ["", "RUN true\n", "FROM a\nRUN x\0y\n", `FROM a\n${"#".repeat(256 * 1024)}\n`]) {
    await expect(makeImage(ctx, { dockerfile })).rejects.toMatchObject({ code: "invalid" });
  }
});

test("someone else's image does not exist", async () => {
  const [owner, stranger] = await Promise.all([makeOwner(), makeOwner()]);
  const image = await makeImage(owner);
  const input = { team: image.team, image: image.name };
  await expect(getImage(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(updateImage(stranger, { ...input, description: "" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(deleteImage(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(
    createImage(stranger, { ...input, name: "x", description: "", dockerfile: "FROM a", message: "" }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect((await list(stranger)).items).toEqual([]);
});

test("a deleted image is gone, and a new one of its name goes on counting", async () => {
  const ctx = await makeOwner();
  await makeImage(ctx, { name: "again" });
  const input = { team: teamOf(ctx), image: "again" };
  await deleteImage(ctx, input);
  await expect(getImage(ctx, input)).rejects.toMatchObject({ code: "not_found" });
  expect((await makeImage(ctx, { name: "again" })).versions).toBe(2);
});

test("an image with a build under way is not deleted", async () => {
  const ctx = await makeOwner();
  const image = await makeImage(ctx);
  const build = await requestBuild(ctx, { team: image.team, image: image.name });
  await expect(deleteImage(ctx, { team: image.team, image: image.name })).rejects.toMatchObject({
    code: "conflict",
  });
  await db.build.update({ where: { id: build.id }, data: { status: "failed" } });
  await deleteImage(ctx, { team: image.team, image: image.name });
});

test("search looks at name, description and team, every word", async () => {
  const ctx = await makeOwner();
  await makeImage(ctx, { name: "media", description: "FFmpeg and libvips" });
  await makeImage(ctx, { name: "media-gpu", description: "with CUDA" });
  const names = async (q: string) => (await list(ctx, { q, sort: "name" })).items.map((image) => image.name);
  expect(await names("media")).toEqual(["media", "media-gpu"]);
  expect(await names("media ffmpeg")).toEqual(["media"]);
  expect(await names(`${teamOf(ctx)}/media-g`)).toEqual(["media-gpu"]);
  expect(await names("100%_")).toEqual([]);
});

test("pages join up without gap or double, in both orders", async () => {
  const ctx = await makeOwner();
  for (let i = 0; i < 7; i++) await makeImage(ctx, { name: `image-${i}` });
  for (const sort of ["name", "updated"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(ctx, { sort, limit: 3, cursor });
      expect(page.total).toBe(7);
      seen.push(...page.items.map((image) => image.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const inOrder = Array.from({ length: 7 }, (_, i) => `image-${i}`);
    expect(seen).toEqual(sort === "name" ? inOrder : inOrder.toReversed());
  }
  await expect(list(ctx, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
});

test("the catalogue filters by the newest build's status", async () => {
  const ctx = await makeOwner();
  const built = await makeImage(ctx);
  await makeImage(ctx, { name: "unbuilt" });
  await requestBuild(ctx, { team: built.team, image: built.name });
  expect((await list(ctx, { status: "queued" })).items.map((image) => image.name)).toEqual([built.name]);
  expect((await list(ctx, { status: "never" })).items.map((image) => image.name)).toEqual(["unbuilt"]);
});
