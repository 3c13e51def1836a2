import type { Context } from "#lib/auth/context";
import type { Db } from "#lib/db";

/** The channel that moves by itself: to the newest good build of the newest version that has one. */
export const LATEST = "latest";

/**
 * Points a channel to a build, making it where there is none, and writes its history. Permission, the image's
 * lock and the registry's tag are the caller's business. Returns the build it pointed to before.
 */
export async function moveChannel(
  tx: Pick<Db, "channel" | "channelMove" | "image">,
  move: { imageId: string; name: string; buildId: string; ctx?: Context; reason?: string },
): Promise<string | null> {
  const { imageId, name, buildId, ctx, reason = "" } = move;
  const where = { imageId_name: { imageId, name } };
  const before = await tx.channel.findUnique({ where, select: { buildId: true } });
  if (before?.buildId === buildId) return buildId;
  const { id } = await tx.channel.upsert({
    where,
    create: { imageId, name, buildId },
    update: { buildId, movedAt: new Date() },
    select: { id: true },
  });
  const fromBuildId = before?.buildId ?? null;
  await tx.channelMove.create({
    data: { channelId: id, fromBuildId, toBuildId: buildId, reason, actorName: ctx?.actor.name ?? null },
  });
  if (name === LATEST) await tx.image.update({ where: { id: imageId }, data: { latestBuildId: buildId } });
  return fromBuildId;
}
