import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

/** Takes a name out of the table; images built on it stay as they are. Administrators only. */
export async function deleteBaseImage(ctx: Context, input: { id: string }): Promise<Record<string, never>> {
  requireAdministrator(ctx);
  const { count } = isUuid(input.id)
    ? await db.baseImage.deleteMany({ where: { id: input.id } })
    : { count: 0 };
  if (count === 0) throw notFound("base image");
  await notifyChange(db, { kind: "baseImages" });
  return {};
}
