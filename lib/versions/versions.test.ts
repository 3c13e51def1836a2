import { expect, test } from "vitest";
import { makeImage, makeOwner } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { getVersion } from "#lib/versions/get-version";
import { listVersions } from "#lib/versions/list-versions";

async function start() {
  const ctx = await makeOwner();
  const image = await makeImage(ctx, { dockerfile: "FROM codex-base:latest\n" });
  const input = { team: image.team, image: image.name };
  const save = (dockerfile: string, basedOn?: number) =>
    createVersion(ctx, { ...input, dockerfile, message: "", basedOn });
  return { ctx, input, save };
}

test("a changed Dockerfile is the next version, kept byte for byte", async () => {
  const { ctx, input, save } = await start();
  const dockerfile = "FROM codex-base:latest\r\nRUN true \t\r\n\r\n";
  const { version, created } = await save(dockerfile);
  expect({ created, number: version.number }).toEqual({ created: true, number: 2 });
  expect((await getVersion(ctx, { ...input, number: 2 })).dockerfile).toBe(dockerfile);
  expect((await getVersion(ctx, { ...input, number: 1 })).dockerfile).toBe("FROM codex-base:latest\n");
});

test("an unchanged Dockerfile makes no new version", async () => {
  const { save } = await start();
  const { version, created } = await save("FROM codex-base:latest\n");
  expect({ created, number: version.number }).toEqual({ created: false, number: 1 });
});

test("ten saves at once are ten versions with ten numbers", async () => {
  const { ctx, input, save } = await start();
  await Promise.all(Array.from({ length: 10 }, (_, i) => save(`FROM codex-base:latest\nRUN echo ${i}\n`)));
  const { items } = await listVersions(ctx, { ...input, limit: 50 });
  expect(items.map((version) => version.number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test("who edited an older version is told, and nothing is saved", async () => {
  const { ctx, input, save } = await start();
  await save("FROM codex-base:latest\nRUN echo theirs\n", 1);
  await expect(save("FROM codex-base:latest\nRUN echo mine\n", 1)).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await listVersions(ctx, { ...input, limit: 50 })).items).toHaveLength(2);
});

test("versions come in pages", async () => {
  const { ctx, input, save } = await start();
  for (let i = 0; i < 4; i++) await save(`FROM codex-base:latest\nRUN echo ${i}\n`);
  const first = await listVersions(ctx, { ...input, limit: 3 });
  const second = await listVersions(ctx, { ...input, limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((version) => version.number)).toEqual([5, 4, 3, 2, 1]);
  expect(second.nextCursor).toBeNull();
});

test("someone else's versions do not exist", async () => {
  const { input } = await start();
  const stranger = await makeOwner();
  await expect(getVersion(stranger, { ...input, number: 1 })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    createVersion(stranger, { ...input, dockerfile: "FROM a", message: "" }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(listVersions(stranger, { ...input, limit: 5 })).rejects.toMatchObject({ code: "not_found" });
});

test("a version that is not there is not found", async () => {
  const { ctx, input } = await start();
  await expect(getVersion(ctx, { ...input, number: 99 })).rejects.toMatchObject({ code: "not_found" });
});
