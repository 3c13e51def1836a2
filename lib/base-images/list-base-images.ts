import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { toBaseImage } from "#lib/base-images/base-image-dto";
import type { BaseImage } from "#lib/base-images/schemas";
import { db } from "#lib/db";

/** All base images by name, with how many of the actor's images were last built on each. */
export async function listBaseImages(ctx: Context): Promise<{ items: BaseImage[] }> {
  const [rows, uses] = await Promise.all([
    db.baseImage.findMany({ orderBy: { name: "asc" }, take: 500 }),
    db.$queryRaw<{ name: string; images: number }[]>`
      SELECT base->>'name' AS name, count(DISTINCT image.id)::int AS images
      FROM "Image" image JOIN "Build" build ON build.id = image."latestBuildId"
      CROSS JOIN LATERAL jsonb_array_elements(build.bases) AS base
      WHERE image."teamId" = ANY(${visibleTeamIds(ctx)}::uuid[]) AND image."deletedAt" IS NULL
        AND base->>'source' = 'base-image'
      GROUP BY 1`,
  ]);
  const usedBy = new Map(uses.map(({ name, images }) => [name, images]));
  return { items: rows.map((row) => toBaseImage(row, usedBy.get(row.name) ?? 0)) };
}
