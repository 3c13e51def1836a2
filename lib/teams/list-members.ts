import type { Context } from "#lib/auth/context";
import { getTeamToSee } from "#lib/auth/scope";
import { db } from "#lib/db";
import { MEMBER_SELECT, toMember } from "#lib/teams/member-dto";
import type { Member } from "#lib/teams/schemas";

/** Who is in a team, owners first. */
export async function listMembers(ctx: Context, input: { team: string }): Promise<{ items: Member[] }> {
  const team = await getTeamToSee(ctx, input.team);
  const rows = await db.member.findMany({
    where: { teamId: team.id },
    select: MEMBER_SELECT,
    orderBy: [{ role: "desc" }, { user: { name: "asc" } }],
    take: 1000,
  });
  return { items: rows.map(toMember) };
}
