import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingTokenId, actingUserId } from "#lib/auth/scope";
import { getBuild } from "#lib/builds/get-build";
import { GOOD_BUILD } from "#lib/builds/good-build";
import type { Build } from "#lib/builds/schemas";
import { lockImage } from "#lib/channels/promote";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { requireRoom } from "#lib/limits/require-room";
import { notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Queues a build of a version, the newest by default. A build of it that is queued already is returned
 * instead: it will see the same Dockerfile. It waits among what people asked for, or with a token among what programs
 * did, for a worker that has what the image's builds need.
 * @throws rate_limited when the team is at one of its limits
 */
export async function requestBuild(
  ctx: Context,
  input: { team: string; image: string; version?: number },
): Promise<Build> {
  const image = await getImageInScope(ctx, input, "developer");
  const number = input.version ?? image.versionCount;
  const tokenId = actingTokenId(ctx);
  const id = await db.$transaction(async (tx) => {
    // Two requests at once take turns: the second finds the first's build queued. It is the image that is locked, and
    // first, because whoever publishes a build holds that while it looks at all that its row refers to.
    await lockImage(tx, image.id);
    const version = await tx.version.findUnique({
      where: { imageId_number: { imageId: image.id, number } },
      select: { id: true, buildCount: true },
    });
    if (!version) throw notFound(`version as ${number} of ${input.team}/${input.image}`);
    const queued = await tx.build.findFirst({
      where: { versionId: version.id, status: "queued" },
      select: { id: true },
    });
    if (queued) return queued.id;
    await requireRoom(tx, { id: image.teamId, name: image.team });
    const needs = await tx.image.findUniqueOrThrow({
      where: { id: image.id },
      select: { platform: true, workerLabels: true },
    });
    const last = await tx.build.findFirst({
      where: { ...GOOD_BUILD, imageId: image.id },
      orderBy: { id: "desc" },
      select: { engineId: true },
    });
    const build = await tx.build.create({
      data: {
        teamId: image.teamId,
        imageId: image.id,
        versionId: version.id,
        number: version.buildCount + 1,
        trigger: tokenId ? "api" : "manual",
        priority: tokenId ? "automation" : "person",
        ...needs,
        preferredEngineId: last?.engineId,
        requestedById: actingUserId(ctx),
        requestedByTokenId: tokenId,
      },
      select: { id: true },
    });
    await tx.version.update({ where: { id: version.id }, data: { buildCount: { increment: 1 } } });
    await tx.image.update({
      where: { id: image.id },
      data: { lastBuildId: build.id, updatedAt: new Date() },
    });
    await recordAudit(tx, ctx, {
      action: "build.request",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}:${number}.${version.buildCount + 1}`,
    });
    await notifyChange(tx, {
      kind: "build",
      team: image.team,
      image: image.name,
      build: build.id,
      status: "queued",
    });
    await notifyQueue(tx);
    return build.id;
  });
  return getBuild(ctx, { id });
}
