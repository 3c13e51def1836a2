import type { Db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import type { NoticeKind } from "#lib/notices/schemas";

/** Puts a notice before each of these people, except those who do not want to hear of its kind. */
export async function createNotices(
  tx: Pick<Db, "user" | "notice" | "$executeRaw">,
  userIds: readonly string[],
  notice: { kind: NoticeKind; text: string; path: string },
): Promise<void> {
  if (userIds.length === 0) return;
  const wanting = await tx.user.findMany({
    where: { id: { in: [...userIds] }, NOT: { mutedNotices: { has: notice.kind } } },
    select: { id: true },
  });
  await tx.notice.createMany({ data: wanting.map(({ id }) => ({ userId: id, ...notice })) });
  await notifyChange(tx, ...wanting.map(({ id }) => ({ kind: "notices" as const, user: id })));
}
