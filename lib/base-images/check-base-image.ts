import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { toBaseImage } from "#lib/base-images/base-image-dto";
import type { BaseImage } from "#lib/base-images/schemas";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange, notifyChore } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

/** Has a worker ask the registry for the digest again. Administrators only. */
export async function checkBaseImage(ctx: Context, input: { id: string }): Promise<BaseImage> {
  requireAdministrator(ctx);
  if (!isUuid(input.id)) throw notFound("base image");
  return db.$transaction(async (tx) => {
    const { count } = await tx.baseImage.updateMany({
      where: { id: input.id },
      data: { checkRequestedAt: new Date() },
    });
    if (count === 0) throw notFound("base image");
    await notifyChore(tx, "baseImages");
    await notifyChange(tx, { kind: "baseImages" });
    return toBaseImage(await tx.baseImage.findUniqueOrThrow({ where: { id: input.id } }), 0);
  });
}
