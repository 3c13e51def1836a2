import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { findImages } from "#lib/images/find-images";
import { imageRole } from "#lib/images/image-access";
import { toImageSummary } from "#lib/images/image-dto";
import { readImageRows } from "#lib/images/read-image-rows";
import type { ImageSummary, listImagesSchema } from "#lib/images/schemas";
import { encodeCursor } from "#lib/names/cursor";

/** The catalogue: images that the actor may see, each with its newest build and the one :latest names. */
export async function listImages(
  ctx: Context,
  input: z.infer<typeof listImagesSchema>,
): Promise<{ items: ImageSummary[]; nextCursor: string | null; total: number }> {
  const { ids, total } = await findImages(ctx, input);
  const rows = await readImageRows(ctx, ids.slice(0, input.limit));
  const last = rows.at(-1);
  const more = ids.length > input.limit && last;
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
