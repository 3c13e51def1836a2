import type { Context } from "#lib/auth/context";
import { requireAdministrator, visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { AnyTeam, Team } from "#lib/teams/schemas";
import { TEAM_SELECT, toTeam } from "#lib/teams/team-dto";

/** The actor's teams by name. */
export async function listTeams(ctx: Context): Promise<{ items: Team[] }> {
  const rows = await db.team.findMany({
    where: { id: { in: visibleTeamIds(ctx) } },
    select: TEAM_SELECT,
    orderBy: { name: "asc" },
  });
  const roles = new Map(ctx.teams.map((team) => [team.id, team.role]));
  return { items: rows.map((row) => toTeam(row, roles.get(row.id) ?? "viewer")) };
}

/** Every team by name, for administrators of the instance. */
export async function listAllTeams(ctx: Context): Promise<{ items: AnyTeam[] }> {
  requireAdministrator(ctx);
  const rows = await db.team.findMany({ select: TEAM_SELECT, orderBy: { name: "asc" }, take: 5000 });
  const roles = new Map(ctx.teams.map((team) => [team.id, team.role]));
  return { items: rows.map((row) => toTeam(row, roles.get(row.id) ?? null)) };
}
