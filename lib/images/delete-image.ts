import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { notifyChange } from "#lib/live/notify";

/**
 * Deletes an image from the catalogue; what is in the registry stays, so references go on working.
 * @throws conflict while one of its builds is queued or running
 */
export async function deleteImage(
  ctx: Context,
  input: { team: string; image: string },
): Promise<Record<string, never>> {
  const image = await getImageInScope(ctx, input);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Image" WHERE id = ${image.id}::uuid FOR UPDATE`;
    const active = await tx.build.findFirst({
      where: { imageId: image.id, status: { in: ["queued", "running"] } },
      select: { number: true, version: { select: { number: true } } },
    });
    if (active) {
      throw new AppError(
        "conflict",
        `Build ${active.version.number}.${active.number} has not ended. Cancel it first, then delete the image.`,
      );
    }
    await tx.image.update({ where: { id: image.id }, data: { deletedAt: new Date() } });
    await notifyChange(tx, { kind: "image", team: input.team, image: input.image });
  });
  return {};
}
