import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { askForTags } from "#lib/channels/ask-for-tag";
import { findBuildOfImage } from "#lib/channels/find-build-of-image";
import { getChannel } from "#lib/channels/list-channels";
import { LATEST, moveChannel } from "#lib/channels/move-channel";
import { requireGood } from "#lib/channels/require-good";
import type { Channel, promoteSchema } from "#lib/channels/schemas";
import { type Db, db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { emitEvent } from "#lib/events/emit-event";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";
import { notifyChange } from "#lib/live/notify";

/**
 * Points a channel to a good build of the image, making the channel where there is none: the identical digest,
 * nothing is built. The registry's tag follows. Maintainers only.
 * @throws conflict for latest, which moves by itself, and for a build that is not good
 */
export async function promote(ctx: Context, input: z.infer<typeof promoteSchema>): Promise<Channel> {
  const image = await getImageInScope(ctx, input, "maintainer");
  refuseLatest(input.channel);
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    const build = await findBuildOfImage(tx, image, input.build);
    requireGood(build, "build");
    await moveAndTell(tx, ctx, image, { ...input, action: "channel.promote", build });
  });
  return getChannel(image.id, input.channel);
}

export function refuseLatest(channel: string): void {
  if (channel !== LATEST) return;
  throw new AppError(
    "conflict",
    "latest moves by itself, to the newest good build. Promote to another channel, such as stable, and have projects follow that.",
    { problems: [{ field: "channel", message: "latest moves by itself." }] },
  );
}

/**
 * Those who change what an image's tags mean, who may use it or what uses it take turns.
 * @throws not_found when it was deleted meanwhile
 */
export async function lockImage(tx: Pick<Db, "$queryRaw">, imageId: string): Promise<void> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Image" WHERE id = ${imageId}::uuid AND "deletedAt" IS NULL FOR UPDATE`;
  if (!row) throw notFound("image any more");
}

/** Moves a channel, with all that goes with it: history, audit, the registry's tag, and word to who looks. */
export async function moveAndTell(
  tx: Db,
  ctx: Context,
  image: ScopedImage,
  move: { channel: string; reason: string; action: string; build: { id: string; tag: string } },
): Promise<void> {
  const { channel: name, reason, action, build } = move;
  const from = await moveChannel(tx, { imageId: image.id, name, buildId: build.id, ctx, reason });
  if (from === build.id) return;
  const before = from
    ? await tx.build.findUnique({
        where: { id: from },
        select: { number: true, version: { select: { number: true } } },
      })
    : null;
  await recordAudit(tx, ctx, {
    action,
    teamId: image.teamId,
    imageId: image.id,
    target: `${image.team}/${image.name}:${name}`,
    ...(before && { before: { build: `${before.version.number}.${before.number}` } }),
    after: { build: build.tag, ...(reason && { reason }) },
  });
  await emitEvent(tx, ctx, {
    kind: "channel.moved",
    imageId: image.id,
    channel: name,
    buildId: build.id,
    fromBuildId: from,
    reason,
  });
  await askForTags(tx, image.id, [name]);
  await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
}
