import type { Session } from "#lib/account/schemas";
import type { Context } from "#lib/auth/context";
import { requirePerson } from "#lib/auth/scope";
import { db } from "#lib/db";

/** Where one is signed in, the session that asks first, then the newest. */
export async function listSessions(ctx: Context): Promise<{ items: Session[] }> {
  const { id: userId, session: current } = requirePerson(ctx);
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    select: { id: true, createdAt: true, ipAddress: true, userAgent: true },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const items = rows.map(({ createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    isCurrent: row.id === current,
  }));
  return { items: items.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)) };
}
