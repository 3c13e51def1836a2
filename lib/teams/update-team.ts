import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { getTeam } from "#lib/teams/get-team";
import type { AnyTeam, updateTeamSchema } from "#lib/teams/schemas";

/** Changes a team's description: its name stands in references and stays. Owners and administrators only. */
export async function updateTeam(ctx: Context, input: z.infer<typeof updateTeamSchema>): Promise<AnyTeam> {
  const { id, name } = await getTeamToManage(ctx, input.team);
  await db.$transaction(async (tx) => {
    const { description: before } = await tx.team.findUniqueOrThrow({
      where: { id },
      select: { description: true },
    });
    await tx.team.update({ where: { id }, data: { description: input.description } });
    await recordAudit(tx, ctx, {
      action: "team.update",
      teamId: id,
      target: name,
      before: { description: before },
      after: { description: input.description },
    });
    await notifyChange(tx, { kind: "team", team: name });
  });
  return getTeam(ctx, { team: name });
}
