import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { getProject } from "#lib/projects/get-project";
import { getProjectInScope } from "#lib/projects/get-project-in-scope";
import type { Project } from "#lib/projects/schemas";

/** Changes a project's description. Maintainers only. */
export async function updateProject(
  ctx: Context,
  input: { team: string; project: string; description: string },
): Promise<Project> {
  const project = await getProjectInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    await tx.project.update({
      where: { id: project.id },
      data: { description: input.description, updatedAt: new Date() },
    });
    await recordAudit(tx, ctx, {
      action: "project.update",
      teamId: project.teamId,
      target: `${project.team}/${project.name}`,
      before: { description: project.description },
      after: { description: input.description },
    });
    await notifyChange(tx, { kind: "project", team: project.team });
  });
  return getProject(ctx, input);
}
