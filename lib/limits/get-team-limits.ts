import type { Context } from "#lib/auth/context";
import { getTeamToSee } from "#lib/auth/scope";
import { db } from "#lib/db";
import { readAllTeams, toTeamUsage } from "#lib/limits/list-team-limits";
import { readUsage } from "#lib/limits/read-usage";
import type { TeamUsage } from "#lib/limits/schemas";
import { LIMIT_SELECT } from "#lib/limits/settings-dto";

/** A team's limits and what it takes of them now, for its members and for administrators. */
export async function getTeamLimits(ctx: Context, input: { team: string }): Promise<TeamUsage> {
  const { id } = await getTeamToSee(ctx, input.team);
  const [team, all, usage] = await Promise.all([
    db.team.findUniqueOrThrow({ where: { id }, select: { name: true, ...LIMIT_SELECT } }),
    readAllTeams(),
    readUsage(db, [id]),
  ]);
  return toTeamUsage(team, all, usage.get(id));
}
