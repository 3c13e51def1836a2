import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Image, setNeedsSchema } from "#lib/images/schemas";
import { notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Says what an image's builds need of a worker: a platform, or any, and labels. It holds for those that wait too, so
 * that one which nobody could take need not be asked for again. Maintainers only.
 */
export async function setNeeds(ctx: Context, input: z.infer<typeof setNeedsSchema>): Promise<Image> {
  const image = await getImageInScope(ctx, input, "maintainer");
  const needs = { platform: input.platform, workerLabels: [...new Set(input.labels)].sort() };
  await db.$transaction(async (tx) => {
    const before = await tx.image.findUniqueOrThrow({
      where: { id: image.id },
      select: { platform: true, workerLabels: true },
    });
    await tx.image.update({ where: { id: image.id }, data: { ...needs, updatedAt: new Date() } });
    await tx.build.updateMany({ where: { imageId: image.id, status: "queued" }, data: needs });
    await recordAudit(tx, ctx, {
      action: "image.setNeeds",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { platform: before.platform, labels: before.workerLabels },
      after: { platform: needs.platform, labels: needs.workerLabels },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
    await notifyQueue(tx);
  });
  return getImage(ctx, { team: image.team, image: image.name });
}
