import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Image, updateImageSchema } from "#lib/images/schemas";
import { notifyChange } from "#lib/live/notify";

/** Changes an image's description. */
export async function updateImage(ctx: Context, input: z.infer<typeof updateImageSchema>): Promise<Image> {
  const image = await getImageInScope(ctx, input, "developer");
  await db.$transaction(async (tx) => {
    const { description } = await tx.image.findUniqueOrThrow({
      where: { id: image.id },
      select: { description: true },
    });
    await tx.image.update({
      where: { id: image.id },
      data: { description: input.description, updatedAt: new Date() },
    });
    await recordAudit(tx, ctx, {
      action: "image.update",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { description },
      after: { description: input.description },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getImage(ctx, input);
}
