import type { Context } from "#lib/auth/context";
import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import { LATEST } from "#lib/channels/move-channel";
import type { Channel } from "#lib/channels/schemas";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Prisma } from "#prisma/generated/client";

const CHANNEL_SELECT = {
  name: true,
  movedAt: true,
  build: { select: SUMMARY_SELECT },
  moves: { select: { actorName: true, reason: true }, orderBy: { id: "desc" }, take: 1 },
  _count: { select: { uses: true } },
} satisfies Prisma.ChannelSelect;

/** An image's channels, latest first, then by name. */
export async function listChannels(
  ctx: Context,
  input: { team: string; image: string },
): Promise<{ items: Channel[] }> {
  const { id } = await getImageInScope(ctx, input);
  return { items: await readChannels({ imageId: id }) };
}

/** One channel that the caller may see and knows to be there. */
export async function getChannel(imageId: string, name: string): Promise<Channel> {
  const [channel] = await readChannels({ imageId, name });
  if (!channel) throw new Error(`no channel ${name}`);
  return channel;
}

async function readChannels(where: { imageId: string; name?: string }): Promise<Channel[]> {
  const [rows, waiting] = await Promise.all([
    db.channel.findMany({ where, select: CHANNEL_SELECT, orderBy: { name: "asc" }, take: 200 }),
    db.registryTag.findMany({ where: { imageId: where.imageId }, select: { tag: true, error: true } }),
  ]);
  const pending = new Map(waiting.map(({ tag, error }) => [tag, error]));
  return rows
    .map((row) => ({
      name: row.name,
      build: toBuildSummary(row.build),
      movedAt: row.movedAt.toISOString(),
      movedBy: row.moves[0]?.actorName ?? null,
      reason: row.moves[0]?.reason ?? "",
      automatic: row.name === LATEST,
      uses: row._count.uses,
      pending: pending.has(row.name),
      pendingError: pending.get(row.name) ?? null,
    }))
    .sort((one, other) => Number(other.automatic) - Number(one.automatic));
}
