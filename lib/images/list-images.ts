import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { findImages } from "#lib/images/find-images";
import { imageRole } from "#lib/images/image-access";
import { toImageSummary } from "#lib/images/image-dto";
import type { ImageSummary, listImagesSchema } from "#lib/images/schemas";
import { encodeCursor } from "#lib/names/cursor";

/** The catalogue: images that the actor may see, each with its newest build and the one :latest names. */
export async function listImages(
  ctx: Context,
  input: z.infer<typeof listImagesSchema>,
): Promise<{ items: ImageSummary[]; nextCursor: string | null; total: number }> {
  const { rows: found, total } = await findImages(ctx, input);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  const more = found.length > input.limit && last;
  return {
    items: rows.map((row) => ({
      ...toImageSummary(row, row.uses),
      role: imageRole(ctx, row) ?? "viewer",
    })),
    nextCursor: more
      ? encodeCursor(input.sort === "name" ? last.name : last.updatedAt.toISOString(), last.id)
      : null,
    total,
  };
}
