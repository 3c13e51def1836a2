import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { Team } from "#lib/teams/schemas";

/** The actor's teams by name. */
export async function listTeams(ctx: Context): Promise<{ items: Team[] }> {
  const rows = await db.team.findMany({
    where: { id: { in: visibleTeamIds(ctx) } },
    select: {
      id: true,
      name: true,
      description: true,
      createdAt: true,
      _count: { select: { members: true, images: { where: { deletedAt: null } } } },
    },
    orderBy: { name: "asc" },
  });
  const roles = new Map(ctx.teams.map((team) => [team.id, team.role]));
  return {
    items: rows.map(({ _count, createdAt, ...team }) => ({
      ...team,
      role: roles.get(team.id) ?? "viewer",
      images: _count.images,
      members: _count.members,
      createdAt: createdAt.toISOString(),
    })),
  };
}
