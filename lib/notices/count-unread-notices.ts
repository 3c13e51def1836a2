import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { noticeReader } from "#lib/notices/notice-reader";

/** Nobody counts further. */
const MOST = 100;

/** How many notices whoever asks has not read, at most 100. @throws forbidden for teams' tokens */
export async function countUnreadNotices(ctx: Context): Promise<{ count: number }> {
  const rows = await db.notice.findMany({
    where: { userId: noticeReader(ctx), readAt: null },
    select: { id: true },
    orderBy: { id: "desc" },
    take: MOST,
  });
  return { count: rows.length };
}
