import { db } from "#lib/db";

/**
 * How many uses of projects images have, by their ids; those with none are missing. Read apart from the images: as a
 * part of their query the uses of all images there are would be counted.
 */
export async function countUses(imageIds: string[]): Promise<Map<string, number>> {
  if (imageIds.length === 0) return new Map();
  const rows = await db.projectUse.groupBy({
    by: ["imageId"],
    where: { imageId: { in: imageIds } },
    _count: true,
  });
  return new Map(rows.map(({ imageId, _count }) => [imageId, _count]));
}
