import type { Context } from "#lib/auth/context";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import type { Image } from "#lib/images/schemas";
import { createProject } from "#lib/projects/create-project";
import { saveUse } from "#lib/projects/save-use";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

/** A team with one of everything, for trying operations on. */
export interface Fixture {
  owner: Context;
  team: string;
  image: Image;
  /** A good build, which the channels latest and stable point to; stable to an older one before. */
  build: { id: string; tag: string };
  project: string;
  baseImageId: string;
  /** Someone else in the team. */
  member: string;
}

export async function makeFixture(): Promise<Fixture> {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const older = await makeGoodBuild(image);
  const build = await makeGoodBuild(image);
  const at = { team: image.team, image: image.name, reason: "" };
  await promote(owner, { ...at, channel: "stable", build: older.id });
  await promote(owner, { ...at, channel: "stable", build: build.id });
  await promote(owner, { ...at, channel: "beta", build: build.id });
  const step = { index: 0, attempt: 1, kind: "build" as const, name: "RUN true", revision: 1 };
  await db.step.create({ data: { buildId: build.id, ...step } });
  await createProject(owner, { team: teamOf(owner), name: "site", description: "" });
  const target = {
    image: `${image.team}/${image.name}`,
    follows: { kind: "channel", channel: "latest" } as const,
  };
  await saveUse(owner, { team: teamOf(owner), project: "site", use: "default", ...target, hold: null });
  const base = await db.baseImage.create({
    data: { name: `base-${build.id}`, reference: "example.com/base:1" },
  });
  const member = await makeMember(owner, "viewer");
  return {
    owner,
    team: teamOf(owner),
    image,
    build,
    project: "site",
    baseImageId: base.id,
    member: member.actor.id,
  };
}
