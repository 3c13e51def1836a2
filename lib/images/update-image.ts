import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Image, updateImageSchema } from "#lib/images/schemas";
import { notifyChange } from "#lib/live/notify";

/** Changes an image's description. */
export async function updateImage(ctx: Context, input: z.infer<typeof updateImageSchema>): Promise<Image> {
  const image = await getImageInScope(ctx, input);
  await db.$transaction(async (tx) => {
    await tx.image.update({
      where: { id: image.id },
      data: { description: input.description, updatedAt: new Date() },
    });
    await notifyChange(tx, { kind: "image", team: input.team, image: input.image });
  });
  return getImage(ctx, input);
}
