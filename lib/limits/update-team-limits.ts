import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { getTeamLimits } from "#lib/limits/get-team-limits";
import { onlyChanged } from "#lib/limits/only-changed";
import type { TeamUsage, updateTeamLimitsSchema } from "#lib/limits/schemas";
import { LIMIT_SELECT, toTeamLimits } from "#lib/limits/settings-dto";
import { notifyChange, notifyQueue } from "#lib/live/notify";

/** Sets limits of one team; null gives it what all teams have, and what is not given stays. Administrators only. */
export async function updateTeamLimits(
  ctx: Context,
  input: z.infer<typeof updateTeamLimitsSchema>,
): Promise<TeamUsage> {
  requireAdministrator(ctx);
  const { team: name, ...limits } = input;
  await db.$transaction(async (tx) => {
    const team = await tx.team.findUnique({ where: { name }, select: { id: true, ...LIMIT_SELECT } });
    if (!team) throw notFound(`team as “${name}”`);
    await tx.team.update({ where: { id: team.id }, data: limits });
    const changed = onlyChanged(toTeamLimits(team), limits);
    if (changed)
      await recordAudit(tx, ctx, { action: "limits.updateTeam", teamId: team.id, target: name, ...changed });
    await notifyChange(tx, { kind: "limits" });
    await notifyQueue(tx);
  });
  return getTeamLimits(ctx, { team: name });
}
