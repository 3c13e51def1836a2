import { createHash, randomUUID } from "node:crypto";
import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { publishBuild } from "#lib/builds/publish-build";
import { registryAddress } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { createImage } from "#lib/images/create-image";
import type { Image } from "#lib/images/schemas";

const unique = () => randomUUID().slice(0, 8);

/** Someone who owns a new team of their own, and administers the instance if asked for. */
export async function makeOwner(options: { team?: string; isAdmin?: boolean } = {}): Promise<Context> {
  const id = randomUUID();
  const user = await db.user.create({
    data: { id, name: `Person ${unique()}`, email: `${id}@example.com`, isAdmin: options.isAdmin ?? false },
  });
  const team = await db.team.create({
    data: { name: options.team ?? `team-${unique()}`, members: { create: { userId: id, role: "owner" } } },
  });
  return {
    actor: { kind: "user", id, name: user.name, email: user.email, isAdmin: user.isAdmin },
    teams: [{ id: team.id, name: team.name, role: "owner" }],
  };
}

/** Someone else, with this role in the team of another. */
export async function makeMember(owner: Context, role: Role): Promise<Context> {
  const [team] = owner.teams;
  if (!team) throw new Error("no team");
  const id = randomUUID();
  const user = await db.user.create({
    data: {
      id,
      name: `Person ${unique()}`,
      email: `${id}@example.com`,
      memberships: { create: { teamId: team.id, role } },
    },
  });
  return {
    actor: { kind: "user", id, name: user.name, email: user.email, isAdmin: false },
    teams: [{ ...team, role }],
  };
}

/** A good build of an image's version, the newest by default, as a worker would have recorded it. */
export async function makeGoodBuild(
  image: Image,
  version?: number,
): Promise<{ id: string; tag: string; digest: string }> {
  const of = await db.version.findFirstOrThrow({
    where: { imageId: image.id, number: version },
    orderBy: { number: "desc" },
  });
  const { teamId, repository } = await db.image.findUniqueOrThrow({ where: { id: image.id } });
  const { buildCount: number } = await db.version.update({
    where: { id: of.id },
    data: { buildCount: { increment: 1 } },
  });
  const digest = `sha256:${createHash("sha256").update(`${of.id} ${number}`).digest("hex")}`;
  const row = await db.build.create({
    data: {
      teamId,
      imageId: image.id,
      versionId: of.id,
      number,
      status: "running",
      attempt: 1,
      digest,
      reference: `${registryAddress()}/${repository}@${digest}`,
      sizeBytes: 1000,
    },
  });
  const claimed = { id: row.id, attempt: 1, teamId, team: image.team, image: image.name, repository };
  const rest = { imageId: image.id, versionId: of.id, version: of.number, number, dockerfile: of.dockerfile };
  const nobody = { lostWorkers: 0, takenFrom: null, engineImageId: null, earlierWorkerId: null };
  const build = { ...claimed, ...rest, ...nobody, queuedAt: row.queuedAt, nextStep: 0, digest };
  await publishBuild({ ...build, cancelRequested: false, maxMinutes: 60 }, async () => {});
  return { id: row.id, tag: `${of.number}.${number}`, digest };
}

/** The name of the context's only team. */
export function teamOf(ctx: Context): string {
  const [team] = ctx.teams;
  if (!team) throw new Error("no team");
  return team.name;
}

/** An image with one version. */
export function makeImage(
  ctx: Context,
  input: { name?: string; dockerfile?: string; description?: string } = {},
): Promise<Image> {
  return createImage(ctx, {
    team: teamOf(ctx),
    name: input.name ?? `image-${unique()}`,
    description: input.description ?? "",
    dockerfile: input.dockerfile ?? "FROM codex-base:latest\nRUN true\n",
    message: "first",
  });
}
