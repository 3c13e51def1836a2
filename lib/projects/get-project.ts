import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { getProjectInScope } from "#lib/projects/get-project-in-scope";
import { newestOf } from "#lib/projects/list-projects";
import { readUses } from "#lib/projects/read-uses";
import type { Project } from "#lib/projects/schemas";

/** One project with its uses and what each is given now. */
export async function getProject(ctx: Context, input: { team: string; project: string }): Promise<Project> {
  const { teamId: _, createdAt, ...project } = await getProjectInScope(ctx, input);
  const uses = await readUses("projects", [project.id], visibleTeamIds(ctx));
  return { ...project, createdAt: createdAt.toISOString(), lastAskedAt: newestOf(uses), uses };
}
