import { beforeAll, describe, expect, test } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import type { Context } from "#lib/auth/context";
import { registryAddress } from "#lib/builds/registry-address";
import { revokeBuild } from "#lib/builds/revoke-build";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { renameImage } from "#lib/images/rename-image";
import type { Image } from "#lib/images/schemas";
import { shareImage } from "#lib/images/share-image";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createToken } from "#lib/tokens/create-token";
import { getUseImage } from "#lib/use-image/get-use-image";
import { useImageSchema } from "#lib/use-image/schemas";
import { createVersion } from "#lib/versions/create-version";

let ctx: Context;
let image: Image;
let path: { team: string; image: string };
const digests = new Map<string, string>();

beforeAll(async () => {
  ctx = await makeOwner();
  image = await makeImage(ctx, {
    dockerfile: "FROM codex-base:latest\nRUN npm install -g typescript@5.9.2\n",
  });
  path = { team: image.team, image: image.name };
  const build = async () => {
    const { tag, digest } = await makeGoodBuild(image);
    digests.set(tag, digest);
  };
  await build();
  await build();
  await createVersion(ctx, {
    ...path,
    dockerfile: "FROM codex-base:latest\nRUN apt-get install -y jq\n",
    message: "",
  });
  await build();
  await db.registryTag.deleteMany({ where: { imageId: image.id } });
});

const repository = () => `${registryAddress()}/${image.team}/${image.name}`;

describe("what the texts name", () => {
  test("the build that latest names, by digest, where nothing is asked for", async () => {
    const use = await getUseImage(ctx, path);
    expect(useImageSchema.parse(use)).toEqual(use);
    expect(use).toMatchObject({ build: "2.1", follows: null, digest: digests.get("2.1") });
    expect(use.reference).toBe(`${repository()}@${digests.get("2.1")}`);
    expect(use.pinned).toBe(use.reference);
    expect(use.tabs).toHaveLength(10);
    for (const { id, files } of use.tabs.filter(({ id }) => id !== "shell" && id !== "codex-cloud"))
      expect(files[0]!.text, id).toContain(use.reference);
    expect(use.agents.packages).toEqual([{ ecosystem: "apt", name: "jq", version: null, line: 2 }]);
  });

  test("a channel by its tag, and the build it points to now", async () => {
    await promote(ctx, { ...path, channel: "stable", build: "1.1", reason: "" });
    const use = await getUseImage(ctx, { ...path, channel: "stable" });
    expect(use).toMatchObject({
      reference: `${repository()}:stable`,
      follows: "channel stable",
      build: "1.1",
    });
    expect(use.pinned).toBe(`${repository()}@${digests.get("1.1")}`);
    expect(use.agents.packages).toMatchObject([{ ecosystem: "npm", name: "typescript", version: "5.9.2" }]);
    expect(use.tabs[0]!.notes[0]).toMatch(/as soon as the registry's tag has been moved/);
    await db.registryTag.deleteMany({ where: { imageId: image.id } });
    const moved = await getUseImage(ctx, { ...path, channel: "stable" });
    expect(moved.tabs[0]!.notes[0]).toMatch(/which is build 1\.1 now/);
  });

  test("a version by its tag: its newest good build; a build by its digest", async () => {
    expect(await getUseImage(ctx, { ...path, version: 1 })).toMatchObject({
      reference: `${repository()}:1`,
      follows: "version 1",
      build: "1.2",
      digest: digests.get("1.2"),
    });
    expect(await getUseImage(ctx, { ...path, build: "1.1" })).toMatchObject({
      reference: `${repository()}@${digests.get("1.1")}`,
      follows: null,
      build: "1.1",
    });
  });

  test("the place where Bakehouse is: as configured, else as asked from", async () => {
    const shell = async (origin?: string) =>
      (await getUseImage(ctx, { ...path, origin })).tabs.find(({ id }) => id === "shell")!.files[0]!.text;
    expect(await shell()).toContain(`:-http://localhost:${env().PORT}}"`);
    expect(await shell('https://bakehouse.example/$(x)"/?y')).toContain(':-https://bakehouse.example}"');
    env().BAKEHOUSE_URL = "https://ours.example/";
    try {
      expect(await shell("https://bakehouse.example")).toContain(':-https://ours.example}"');
    } finally {
      env().BAKEHOUSE_URL = undefined;
    }
  });
});

describe("what is not there, or must not be given", () => {
  test("a revoked build, and what points to nothing else", async () => {
    const other = await makeImage(ctx);
    const { id } = await makeGoodBuild(other);
    const at = { team: other.team, image: other.name };
    await promote(ctx, { ...at, channel: "stable", build: "1.1", reason: "" });
    await revokeBuild(ctx, { id, reason: "a hole", keepChannels: true });
    for (const asked of [{ build: "1.1" }, { channel: "stable" }])
      await expect(getUseImage(ctx, { ...at, ...asked })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("a hole"),
      });
    await expect(getUseImage(ctx, { ...at, version: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(getUseImage(ctx, at)).rejects.toMatchObject({
      code: expect.stringMatching(/conflict|not_found/),
    });
  });

  test("no build yet, no such channel, version, build or image", async () => {
    const empty = await makeImage(ctx);
    await expect(getUseImage(ctx, { team: empty.team, image: empty.name })).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("no good build yet"),
    });
    for (const asked of [
      { channel: "nightly" },
      { version: 9 },
      { build: "9.9" },
      { build: "x" },
      { image: "none" },
    ])
      await expect(getUseImage(ctx, { ...path, ...asked }), JSON.stringify(asked)).rejects.toMatchObject({
        code: "not_found",
      });
  });

  test("someone else's image, unless it is shared with them; a viewer may read it", async () => {
    const stranger = await makeOwner();
    await expect(getUseImage(stranger, path)).rejects.toMatchObject({ code: "not_found" });
    await shareImage(ctx, { ...path, withTeam: teamOf(stranger), access: "use" });
    expect(await getUseImage(stranger, path)).toMatchObject({ build: "2.1" });
    expect(await getUseImage(await makeMember(ctx, "viewer"), path)).toMatchObject({ build: "2.1" });
  });
});

test("a renamed image keeps its reference and is told of by its new name", async () => {
  const other = await makeImage(ctx);
  await makeGoodBuild(other);
  await renameImage(ctx, { team: other.team, image: other.name, name: `${other.name}-new` });
  const use = await getUseImage(ctx, { team: other.team, image: other.name });
  expect(use.reference).toContain(`/${other.name}@`);
  expect(use.agents.image).toBe(`${other.team}/${other.name}-new`);
});

test("over the API: by token, with good words for a bad question", async () => {
  const { token } = await createToken(ctx, { team: image.team, name: "ci" });
  const ask = async (query: string) => {
    const url = `http://bakehouse.test/api/v1/teams/${image.team}/images/${image.name}/use${query}`;
    const response = await handleApiRequest(
      new Request(url, { headers: { authorization: `Bearer ${token}` } }),
    );
    return { status: response.status, json: await response.json() };
  };
  expect(await ask("?version=1")).toMatchObject({
    status: 200,
    json: { follows: "version 1", build: "1.2" },
  });
  expect(await ask("?channel=latest")).toMatchObject({
    status: 200,
    json: { reference: `${repository()}:latest` },
  });
  expect(await ask("?channel=latest&version=1")).toMatchObject({ status: 400 });
  expect(JSON.stringify((await ask("?channel=latest&version=1")).json)).toContain("not for several of them");
  expect((await ask("?version=0")).status).toBe(400);
  expect((await ask("?origin=javascript:alert(1)")).status).toBe(400);
});
