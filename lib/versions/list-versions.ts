import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import type { VersionSummary } from "#lib/versions/schemas";
import { toVersionSummary, VERSION_SELECT } from "#lib/versions/version-dto";

const isNumber = (value: string) => /^\d{1,9}$/.test(value);

/** An image's versions, newest first, each with its newest build. */
export async function listVersions(
  ctx: Context,
  input: { team: string; image: string; cursor?: string; limit: number },
): Promise<{ items: VersionSummary[]; nextCursor: string | null }> {
  const image = await getImageInScope(ctx, input);
  const before = input.cursor ? Number(decodeCursor(input.cursor, isNumber).value) : undefined;
  const rows = await db.version.findMany({
    where: { imageId: image.id, number: before === undefined ? undefined : { lt: before } },
    select: VERSION_SELECT,
    orderBy: { number: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toVersionSummary),
    nextCursor: rows.length > input.limit && last ? encodeCursor(String(last.number), image.id) : null,
  };
}
