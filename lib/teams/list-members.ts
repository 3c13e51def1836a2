import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { Member } from "#lib/teams/schemas";

/** Who is in a team, owners first. */
export async function listMembers(ctx: Context, input: { team: string }): Promise<{ items: Member[] }> {
  const team = getTeamInScope(ctx, input.team);
  const rows = await db.member.findMany({
    where: { teamId: team.id },
    select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
    orderBy: [{ role: "asc" }, { user: { name: "asc" } }],
    take: 1000,
  });
  return {
    items: rows.map(({ user, role, createdAt }) => ({ ...user, role, joinedAt: createdAt.toISOString() })),
  };
}
