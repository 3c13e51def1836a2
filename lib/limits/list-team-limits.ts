import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { readUsage } from "#lib/limits/read-usage";
import type { TeamLimits, TeamUsage, Usage } from "#lib/limits/schemas";
import { LIMIT_SELECT, limitsOf, toTeamLimits } from "#lib/limits/settings-dto";

const NOTHING: Usage = { running: 0, queued: 0, minutesToday: 0, storageBytes: 0 };

/** Every team by name, with its limits and what it takes of them now. Administrators only. */
export async function listTeamLimits(ctx: Context): Promise<{ items: TeamUsage[] }> {
  requireAdministrator(ctx);
  const [teams, all, usage] = await Promise.all([
    db.team.findMany({ select: { id: true, name: true, ...LIMIT_SELECT }, orderBy: { name: "asc" } }),
    readAllTeams(),
    readUsage(db, null),
  ]);
  return { items: teams.map((team) => toTeamUsage(team, all, usage.get(team.id))) };
}

/** The limits of all teams. */
export async function readAllTeams(): Promise<TeamLimits> {
  return toTeamLimits(await db.settings.findUniqueOrThrow({ where: { id: 1 }, select: LIMIT_SELECT }));
}

export function toTeamUsage(
  team: { name: string } & Parameters<typeof toTeamLimits>[0],
  all: TeamLimits,
  usage: Usage = NOTHING,
): TeamUsage {
  const own = toTeamLimits(team);
  return { team: team.name, limits: limitsOf(own, all), own, usage };
}
