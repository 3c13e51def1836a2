import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import { noticeReader } from "#lib/notices/notice-reader";
import type { Notice } from "#lib/notices/schemas";

/** What whoever asks should hear of, newest first. @throws forbidden for teams' tokens */
export async function listNotices(
  ctx: Context,
  input: { cursor?: string; limit: number; unread: boolean },
): Promise<{ items: Notice[]; nextCursor: string | null }> {
  const rows = await db.notice.findMany({
    where: {
      userId: noticeReader(ctx),
      id: input.cursor ? { lt: decodeCursor(input.cursor).id } : undefined,
      readAt: input.unread ? null : undefined,
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, kind, text, path, at, readAt }) => ({
      id,
      kind,
      text,
      path,
      at: at.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
    nextCursor: rows.length > input.limit && last ? encodeCursor("", last.id) : null,
  };
}
