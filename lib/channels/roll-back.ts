import type { Context } from "#lib/auth/context";
import { getChannel } from "#lib/channels/list-channels";
import { lockImage, moveAndTell, refuseLatest } from "#lib/channels/promote";
import type { Channel } from "#lib/channels/schemas";
import { type Db, db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";

/**
 * Points a channel back to what `findPrevious` finds in its history. Maintainers only.
 * @throws conflict when there is nothing to go back to
 */
export async function rollBack(
  ctx: Context,
  input: { team: string; image: string; channel: string; reason: string },
): Promise<Channel> {
  const image = await getImageInScope(ctx, input, "maintainer");
  refuseLatest(input.channel);
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    const channel = await tx.channel.findUnique({
      where: { imageId_name: { imageId: image.id, name: input.channel } },
      select: { id: true, buildId: true },
    });
    if (!channel) throw notFound(`channel as ${input.channel} of ${image.team}/${image.name}`);
    const build = await findPrevious(tx, channel);
    if (!build) {
      throw new AppError(
        "conflict",
        `${input.channel} has pointed to no other good build: there is nothing to go back to.`,
      );
    }
    await moveAndTell(tx, ctx, image, { ...input, action: "channel.rollBack", build });
  });
  return getChannel(image.id, input.channel);
}

/**
 * Where a channel goes back to: a build it pointed to that is still good and not what it points to now. What stood
 * there before it first came to where it is goes first, the newest of it: so roll backs in a row lead further back and
 * not to what the last one left. Where nothing good is older, as after A, B and A again, the newest of the rest.
 */
export async function findPrevious(
  tx: Pick<Db, "$queryRaw">,
  channel: { id: string; buildId: string },
): Promise<{ id: string; tag: string } | null> {
  const [previous] = await tx.$queryRaw<{ id: string; tag: string }[]>`
    SELECT build.id, version.number || '.' || build.number AS tag FROM "ChannelMove" move
    JOIN "Build" build ON build.id = move."fromBuildId"
    JOIN "Version" version ON version.id = build."versionId"
    WHERE move."channelId" = ${channel.id}::uuid AND build.id <> ${channel.buildId}::uuid
      AND build.status = 'succeeded' AND build."revokedAt" IS NULL
    ORDER BY move.id <= COALESCE(
      (SELECT min(first.id::text)::uuid FROM "ChannelMove" first
       WHERE first."channelId" = ${channel.id}::uuid AND first."toBuildId" = ${channel.buildId}::uuid),
      move.id) DESC, move.id DESC LIMIT 1`;
  return previous ?? null;
}
