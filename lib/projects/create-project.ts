import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { getProject } from "#lib/projects/get-project";
import type { createProjectSchema, Project } from "#lib/projects/schemas";
import { unlessTaken } from "#lib/unless-taken";

/** Creates a project, without uses yet. Maintainers only. @throws conflict when the team has one of that name */
export async function createProject(
  ctx: Context,
  input: z.infer<typeof createProjectSchema>,
): Promise<Project> {
  const team = getTeamInScope(ctx, input.team, "maintainer");
  const { name, description } = input;
  await unlessTaken(
    () =>
      db.$transaction(async (tx) => {
        await tx.project.create({ data: { teamId: team.id, name, description } });
        await recordAudit(tx, ctx, {
          action: "project.create",
          teamId: team.id,
          target: `${team.name}/${name}`,
          after: { description },
        });
        await notifyChange(tx, { kind: "project", team: team.name });
      }),
    () =>
      new AppError("conflict", `The team ${team.name} has a project named ${name} already.`, {
        problems: [{ field: "name", message: "This name is taken in the team." }],
      }),
  );
  return getProject(ctx, { team: team.name, project: name });
}
