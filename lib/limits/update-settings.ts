import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { onlyChanged } from "#lib/limits/only-changed";
import type { InstanceSettings, updateSettingsSchema } from "#lib/limits/schemas";
import { toSettings } from "#lib/limits/settings-dto";
import { notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Sets limits of all teams and of each build; what is not given stays. They hold from the next request and the next
 * build that begins. Administrators only.
 */
export async function updateSettings(
  ctx: Context,
  input: z.infer<typeof updateSettingsSchema>,
): Promise<InstanceSettings> {
  requireAdministrator(ctx);
  return db.$transaction(async (tx) => {
    const { updatedAt, updatedBy, ...before } = toSettings(
      await tx.settings.findUniqueOrThrow({ where: { id: 1 } }),
    );
    const row = await tx.settings.update({
      where: { id: 1 },
      data: { ...input, updatedAt: new Date(), updatedByName: ctx.actor.name },
    });
    const changed = onlyChanged(before, input);
    if (changed) await recordAudit(tx, ctx, { action: "limits.update", target: "all teams", ...changed });
    await notifyChange(tx, { kind: "limits" });
    await notifyQueue(tx);
    return toSettings(row);
  });
}
