import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";
import { noticeReader } from "#lib/notices/notice-reader";

/** Marks one's own notices as read: these, or all. Others' ids change nothing. @throws forbidden for teams' tokens */
export async function markNoticesRead(
  ctx: Context,
  input: { ids?: string[] },
): Promise<Record<string, never>> {
  const userId = noticeReader(ctx);
  const { count } = await db.notice.updateMany({
    where: { userId, readAt: null, id: input.ids ? { in: input.ids.filter(isUuid) } : undefined },
    data: { readAt: new Date() },
  });
  if (count > 0) await notifyChange(db, { kind: "notices", user: userId });
  return {};
}
