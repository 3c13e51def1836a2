import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

/** Takes a name out of the table; images built on it stay as they are. Administrators only. */
export async function deleteBaseImage(ctx: Context, input: { id: string }): Promise<Record<string, never>> {
  requireAdministrator(ctx);
  if (!isUuid(input.id)) throw notFound("base image");
  await db.$transaction(async (tx) => {
    const row = await tx.baseImage.findUnique({ where: { id: input.id } });
    const { count } = await tx.baseImage.deleteMany({ where: { id: input.id } });
    if (!row || count === 0) throw notFound("base image");
    await recordAudit(tx, ctx, {
      action: "baseImage.delete",
      target: row.name,
      before: { reference: row.reference, description: row.description },
    });
    await notifyChange(tx, { kind: "baseImages" });
  });
  return {};
}
