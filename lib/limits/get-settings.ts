import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { InstanceSettings } from "#lib/limits/schemas";
import { toSettings } from "#lib/limits/settings-dto";

/** The limits of all teams and of each build. Administrators only. */
export async function getSettings(ctx: Context): Promise<InstanceSettings> {
  requireAdministrator(ctx);
  return toSettings(await db.settings.findUniqueOrThrow({ where: { id: 1 } }));
}
