import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { getProjectInScope } from "#lib/projects/get-project-in-scope";

/** Deletes a project with its uses: whoever asks for its images gets 404. Maintainers only. */
export async function deleteProject(
  ctx: Context,
  input: { team: string; project: string },
): Promise<Record<string, never>> {
  const project = await getProjectInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    const uses = await tx.projectUse.findMany({
      where: { projectId: project.id },
      select: { name: true, image: { select: { name: true, team: { select: { name: true } } } } },
    });
    await tx.project.delete({ where: { id: project.id } });
    await recordAudit(tx, ctx, {
      action: "project.delete",
      teamId: project.teamId,
      target: `${project.team}/${project.name}`,
      before: {
        description: project.description,
        uses: Object.fromEntries(uses.map(({ name, image }) => [name, `${image.team.name}/${image.name}`])),
      },
    });
    await notifyChange(tx, { kind: "project", team: project.team });
  });
  return {};
}
