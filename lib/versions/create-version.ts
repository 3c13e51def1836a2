import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { notifyChange } from "#lib/live/notify";
import { checkDefinition } from "#lib/versions/check-definition";
import { declaredContents } from "#lib/versions/declared-contents";
import { getVersion } from "#lib/versions/get-version";
import { refuseForeignBases } from "#lib/versions/refuse-foreign-bases";
import type { createdVersionSchema, createVersionSchema } from "#lib/versions/schemas";

/**
 * Saves a Dockerfile as the image's next version. An unchanged one makes no new version. With `basedOn`,
 * nothing is saved when someone else was faster.
 * @throws conflict naming the newer version
 */
export async function createVersion(
  ctx: Context,
  input: z.infer<typeof createVersionSchema>,
): Promise<z.infer<typeof createdVersionSchema>> {
  checkDefinition(input.dockerfile);
  const image = await getImageInScope(ctx, input, "developer");
  await refuseForeignBases(ctx, image, input.dockerfile);
  const saved = await db.$transaction(async (tx) => {
    // Locking the image makes two savers take turns, so that numbers have no gap and no double.
    const [locked] = await tx.$queryRaw<{ versionCount: number }[]>`
      SELECT "versionCount" FROM "Image" WHERE id = ${image.id}::uuid AND "deletedAt" IS NULL FOR UPDATE`;
    if (!locked) throw notFound(`image as “${input.team}/${input.image}”`);
    const newest = await tx.version.findUnique({
      where: { imageId_number: { imageId: image.id, number: locked.versionCount } },
      select: { number: true, dockerfile: true },
    });
    if (newest?.dockerfile === input.dockerfile) return { number: newest.number, created: false };
    if (input.basedOn !== undefined && newest && newest.number !== input.basedOn) {
      throw new AppError(
        "conflict",
        `Version ${newest.number} was saved while you edited version ${input.basedOn}. Compare the two, then save yours as version ${newest.number + 1}.`,
        { problems: [{ field: "basedOn", message: `The newest version is ${newest.number}.` }] },
      );
    }
    const number = locked.versionCount + 1;
    await tx.version.create({
      data: {
        imageId: image.id,
        number,
        dockerfile: input.dockerfile,
        message: input.message,
        authorId: actingUserId(ctx),
      },
    });
    await tx.image.update({
      where: { id: image.id },
      data: { versionCount: number, updatedAt: new Date(), ...declaredContents(input.dockerfile) },
    });
    await recordAudit(tx, ctx, {
      action: "version.create",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}:${number}`,
      after: { message: input.message },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
    return { number, created: true };
  });
  return { version: await getVersion(ctx, { ...input, number: saved.number }), created: saved.created };
}
