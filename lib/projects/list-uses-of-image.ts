import type { Context } from "#lib/auth/context";
import { isAtLeast } from "#lib/auth/roles";
import { visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { readUses } from "#lib/projects/read-uses";
import type { Use } from "#lib/projects/schemas";
import { Prisma } from "#prisma/generated/client";

/**
 * Who uses an image. Its maintainers see every project; others those of their own teams, and how many there are
 * beside these. With the newest ask of any project.
 */
export async function listUsesOfImage(
  ctx: Context,
  input: { team: string; image: string },
): Promise<{ items: Use[]; others: number; lastAskedAt: string | null }> {
  const image = await getImageInScope(ctx, input);
  const teamIds = visibleTeamIds(ctx);
  const ofImage = Prisma.sql`use."imageId" = ${image.id}::uuid`;
  const where = isAtLeast(image.role, "maintainer")
    ? ofImage
    : Prisma.sql`${ofImage} AND project."teamId" = ANY(${teamIds}::uuid[])`;
  const [uses, all] = await Promise.all([
    readUses(where, teamIds),
    db.projectUse.aggregate({
      where: { imageId: image.id },
      _count: true,
      _max: { lastAskedAt: true },
    }),
  ]);
  return {
    items: uses,
    others: all._count - uses.length,
    lastAskedAt: all._max.lastAskedAt?.toISOString() ?? null,
  };
}
