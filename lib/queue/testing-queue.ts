import { randomUUID } from "node:crypto";
import type { Context } from "#lib/auth/context";
import { type ClaimedBuild, claimBuild } from "#lib/builds/claim-build";
import type { LostLease } from "#lib/builds/lease-watch";
import { db } from "#lib/db";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import type { Prisma } from "#prisma/generated/client";

/** A worker that is there, with one engine of its own unless said otherwise; returns its id. */
export async function makeWorker(facts: Partial<Prisma.WorkerCreateInput> = {}): Promise<string> {
  const name = `worker-${randomUUID().slice(0, 8)}`;
  const { id } = await db.worker.create({
    data: { name, platform: "linux/amd64", engineId: name, ...facts },
    select: { id: true },
  });
  return id;
}

/** A new team with an image, for which builds are queued below. */
export async function makeTeam(limits: Prisma.TeamUpdateInput = {}): Promise<{ ctx: Context; image: Image }> {
  const ctx = await makeOwner();
  await db.team.update({ where: { id: ctx.teams[0]?.id }, data: limits });
  return { ctx, image: await makeImage(ctx) };
}

/** Queues so many builds of an image at once, past what a request checks; returns their ids in order. */
export async function queueBuilds(
  image: Image,
  count: number,
  facts: Partial<Prisma.BuildCreateManyInput> = {},
): Promise<string[]> {
  const { id: versionId, buildCount } = await db.version.update({
    where: { id: (await db.version.findFirstOrThrow({ where: { imageId: image.id } })).id },
    data: { buildCount: { increment: count } },
  });
  const { teamId } = await db.image.findUniqueOrThrow({ where: { id: image.id } });
  const of = { teamId, imageId: image.id, versionId };
  const data = Array.from({ length: count }, (_, i) => ({
    ...of,
    number: buildCount - count + 1 + i,
    ...facts,
  }));
  const rows = await db.build.createManyAndReturn({ data, select: { id: true } });
  return rows.map(({ id }) => id).sort();
}

export function claimAs(
  workerId: string,
  running: string[] = [],
  lost: LostLease[] = [],
): Promise<ClaimedBuild | null> {
  return claimBuild({ workerId, running, lost });
}

/** What a worker is given, one after the other and all of it still running, until there is no more or enough. */
export async function claimAll(workerId: string, most = 1000): Promise<ClaimedBuild[]> {
  const builds: ClaimedBuild[] = [];
  for (let build = await claimAs(workerId); build; build = await claimAs(workerId)) {
    builds.push(build);
    if (builds.length === most) break;
  }
  return builds;
}
