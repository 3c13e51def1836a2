import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";

export interface ScopedProject {
  id: string;
  name: string;
  description: string;
  createdAt: Date;
  teamId: string;
  team: string;
  role: Role;
}

/** A project of a team in which the actor is at least this. @throws not_found; forbidden */
export async function getProjectInScope(
  ctx: Context,
  input: { team: string; project: string },
  need: Role = "viewer",
): Promise<ScopedProject> {
  const team = getTeamInScope(ctx, input.team);
  const row = await db.project.findUnique({
    where: { teamId_name: { teamId: team.id, name: input.project } },
    select: { id: true, name: true, description: true, createdAt: true },
  });
  if (!row) throw notFound(`project as “${input.team}/${input.project}”`);
  const { role } = getTeamInScope(ctx, input.team, need);
  return { ...row, teamId: team.id, team: team.name, role };
}
