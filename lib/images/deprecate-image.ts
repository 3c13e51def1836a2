import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { emitEvent } from "#lib/events/emit-event";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Image } from "#lib/images/schemas";
import type { deprecateSchema } from "#lib/images/sharing-schemas";
import { notifyChange } from "#lib/live/notify";

/** Says that nobody should begin to use an image, why, and what to use instead. Maintainers only. */
export async function deprecateImage(ctx: Context, input: z.infer<typeof deprecateSchema>): Promise<Image> {
  const image = await getImageInScope(ctx, input, "maintainer");
  const replacement = await findReplacement(ctx, image.id, input.replacement);
  await db.$transaction(async (tx) => {
    await tx.image.update({
      where: { id: image.id },
      data: {
        deprecatedAt: new Date(),
        deprecationMessage: input.message,
        deprecationDate: input.date ? new Date(input.date) : null,
        replacementId: replacement,
      },
    });
    await recordAudit(tx, ctx, {
      action: "image.deprecate",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      after: { message: input.message, replacement: input.replacement, date: input.date },
    });
    await emitEvent(tx, ctx, { kind: "image.deprecated", imageId: image.id, ...input });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getImage(ctx, input);
}

/** Takes a deprecation back. Maintainers only. */
export async function undeprecateImage(ctx: Context, input: { team: string; image: string }): Promise<Image> {
  const image = await getImageInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    const { deprecationMessage } = await tx.image.findUniqueOrThrow({
      where: { id: image.id },
      select: { deprecationMessage: true },
    });
    await tx.image.update({
      where: { id: image.id },
      data: { deprecatedAt: null, deprecationMessage: null, deprecationDate: null, replacementId: null },
    });
    await recordAudit(tx, ctx, {
      action: "image.undeprecate",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { message: deprecationMessage },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getImage(ctx, input);
}

async function findReplacement(ctx: Context, imageId: string, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const [team = "", image = ""] = name.split("/");
  const field = "replacement";
  const { id } = await getImageInScope(ctx, { team, image }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, {
      problems: [{ field, message: "There is no such image." }],
    });
  });
  if (id === imageId) {
    throw new AppError("invalid", "An image cannot replace itself.", {
      problems: [{ field, message: "Choose another image." }],
    });
  }
  return id;
}
