import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { lockImage } from "#lib/channels/promote";
import { db } from "#lib/db";
import { env } from "#lib/env";
import type { Image } from "#lib/images/schemas";
import { makeGoodBuild, makeImage, makeOwner } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { createWebhook } from "#lib/webhooks/create-webhook";

let owner: Context;
let image: Image;
let at: { team: string; image: string };
let published: string;

beforeAll(async () => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = "192.0.2.1";
  owner = await makeOwner();
  image = await makeImage(owner);
  at = { team: image.team, image: image.name };
  ({ id: published } = await makeGoodBuild(image));
});

/** Does something while a build is published: its row is changed twice, the second time under the image's lock. */
async function whilePublishing<T>(act: () => Promise<T>): Promise<T | undefined> {
  let acting: Promise<T> | undefined;
  await db.$transaction(async (tx) => {
    await tx.build.update({ where: { id: published }, data: { phase: "recording" } });
    await lockImage(tx, image.id);
    acting = act();
    acting.catch(() => {});
    await sleep(300);
    await tx.build.update({ where: { id: published }, data: { phase: null } });
    await tx.image.update({ where: { id: image.id }, data: { latestBuildId: published } });
  });
  return acting;
}

test("a build can be asked for, and a webhook be made, while another build of the image is published", async () => {
  expect(await whilePublishing(() => requestBuild(owner, at))).toMatchObject({
    status: "queued",
    tag: "1.2",
  });
  const hook = { ...at, url: "https://192.0.2.1/hook", events: ["build.failed" as const] };
  expect(await whilePublishing(() => createWebhook(owner, hook))).toMatchObject({ image: image.name });
});

test("builds of many versions of one image can be asked for at once", async () => {
  for (let n = 2; n <= 9; n++) {
    await createVersion(owner, { ...at, dockerfile: `FROM codex-base:latest\nRUN echo ${n}\n`, message: "" });
  }
  const numbers = [2, 3, 4, 5, 6, 7, 8, 9];
  const builds = await Promise.all(
    [...numbers, ...numbers].map((version) => requestBuild(owner, { ...at, version })),
  );
  expect(new Set(builds.map(({ tag }) => tag))).toEqual(new Set(numbers.map((number) => `${number}.1`)));
});
