import { recordAudit } from "#lib/audit/record-audit";
import type { Context, Person } from "#lib/auth/context";
import { requirePerson } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { notFound } from "#lib/errors";

/** Ends one of one's own sessions: its next request is nobody's. */
export async function endSession(ctx: Context, input: { id: string }): Promise<Record<string, never>> {
  const person = requirePerson(ctx);
  await db.$transaction(async (tx) => {
    const ended = await deleteSessions(tx, ctx, person, { id: input.id });
    if (ended === 0) throw notFound("session");
  });
  return {};
}

/** Ends all of one's own sessions but the one that asks; returns how many there were. */
export async function endOtherSessions(ctx: Context): Promise<{ ended: number }> {
  const person = requirePerson(ctx);
  return db.$transaction(async (tx) => ({ ended: await deleteOtherSessions(tx, ctx, person) }));
}

/** As endOtherSessions, in the transaction of something else. */
export function deleteOtherSessions(
  tx: Pick<Db, "session" | "auditEvent">,
  ctx: Context,
  person: Person,
): Promise<number> {
  return deleteSessions(tx, ctx, person, { id: { not: person.session ?? "" } });
}

async function deleteSessions(
  tx: Pick<Db, "session" | "auditEvent">,
  ctx: Context,
  person: Person,
  which: { id: string | { not: string } },
): Promise<number> {
  const rows = await tx.session.findMany({
    where: { userId: person.id, ...which },
    select: { id: true, ipAddress: true, userAgent: true, createdAt: true },
  });
  await tx.session.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  for (const { ipAddress, userAgent, createdAt } of rows) {
    const before = { ipAddress, userAgent, since: createdAt.toISOString() };
    await recordAudit(tx, ctx, { action: "session.end", target: person.email, before });
  }
  return rows.length;
}
