import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { getProject } from "#lib/projects/get-project";
import { getProjectInScope } from "#lib/projects/get-project-in-scope";
import type { Project } from "#lib/projects/schemas";

/** Takes a use out of a project. Maintainers only. */
export async function removeUse(
  ctx: Context,
  input: { team: string; project: string; use: string },
): Promise<Project> {
  const project = await getProjectInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    const where = { projectId_name: { projectId: project.id, name: input.use } };
    const use = await tx.projectUse.findUnique({
      where,
      select: { image: { select: { id: true, name: true, team: { select: { name: true } } } } },
    });
    if (!use) throw notFound(`use as ${input.use} of ${project.team}/${project.name}`);
    await tx.projectUse.delete({ where });
    await recordAudit(tx, ctx, {
      action: "use.delete",
      teamId: project.teamId,
      imageId: use.image.id,
      target: `${project.team}/${project.name}:${input.use}`,
      before: { image: `${use.image.team.name}/${use.image.name}` },
    });
    await notifyChange(tx, { kind: "project", team: project.team });
    await notifyChange(tx, { kind: "image", team: use.image.team.name, image: use.image.name });
  });
  return getProject(ctx, input);
}
