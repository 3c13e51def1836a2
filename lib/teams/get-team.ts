import type { Context } from "#lib/auth/context";
import { getTeamToSee } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import type { AnyTeam } from "#lib/teams/schemas";
import { TEAM_SELECT, toTeam } from "#lib/teams/team-dto";

/** One team, for its members and for administrators. */
export async function getTeam(ctx: Context, input: { team: string }): Promise<AnyTeam> {
  const { id, name } = await getTeamToSee(ctx, input.team);
  const row = await db.team.findUnique({ where: { id }, select: TEAM_SELECT });
  if (!row) throw notFound(`team as “${name}”`);
  return toTeam(row, ctx.teams.find((team) => team.id === id)?.role ?? null);
}
