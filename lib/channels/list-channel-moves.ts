import type { Context } from "#lib/auth/context";
import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import type { ChannelMove } from "#lib/channels/schemas";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";

/** A channel's history, newest first: who moved it, when, from where, to what, why. */
export async function listChannelMoves(
  ctx: Context,
  input: { team: string; image: string; channel: string; cursor?: string; limit: number },
): Promise<{ items: ChannelMove[]; nextCursor: string | null }> {
  const image = await getImageInScope(ctx, input);
  const rows = await db.channelMove.findMany({
    where: {
      channel: { imageId: image.id, name: input.channel },
      id: input.cursor ? { lt: decodeCursor(input.cursor).id } : undefined,
    },
    select: {
      id: true,
      at: true,
      actorName: true,
      reason: true,
      from: { select: SUMMARY_SELECT },
      to: { select: SUMMARY_SELECT },
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, at, actorName, reason, from, to }) => ({
      id,
      at: at.toISOString(),
      by: actorName,
      reason,
      from: from && toBuildSummary(from),
      to: toBuildSummary(to),
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor("", last.id) : null,
  };
}
