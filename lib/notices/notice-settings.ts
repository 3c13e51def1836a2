import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { NOTICE_KINDS } from "#lib/notices/kinds";
import { noticeReader } from "#lib/notices/notice-reader";
import type { NoticeKind } from "#lib/notices/schemas";

/** Which kinds of notices whoever asks does not want. @throws forbidden for teams' tokens */
export async function getNoticeSettings(ctx: Context): Promise<{ muted: NoticeKind[] }> {
  const { mutedNotices } = await db.user.findUniqueOrThrow({
    where: { id: noticeReader(ctx) },
    select: { mutedNotices: true },
  });
  return { muted: NOTICE_KINDS.filter((kind) => mutedNotices.includes(kind)) };
}

/** Chooses what to hear of from now on; what one was told already stays. @throws forbidden for teams' tokens */
export async function updateNoticeSettings(
  ctx: Context,
  input: { muted: NoticeKind[] },
): Promise<{ muted: NoticeKind[] }> {
  const id = noticeReader(ctx);
  const muted = NOTICE_KINDS.filter((kind) => input.muted.includes(kind));
  await db.user.update({ where: { id }, data: { mutedNotices: muted } });
  await notifyChange(db, { kind: "notices", user: id });
  return { muted };
}
