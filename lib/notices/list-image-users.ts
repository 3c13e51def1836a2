import type { Db } from "#lib/db";
import { listImageNames } from "#lib/images/list-image-names";
import { teamsThatSee } from "#lib/images/teams-that-see";

/**
 * The people who stand on an image: everyone in teams that may use it and whose projects do, or whose images are built
 * on it by any name it has or had.
 */
export async function listImageUsers(
  tx: Pick<Db, "image" | "formerImageName" | "member">,
  image: { id: string; team: string; name: string },
): Promise<string[]> {
  const teams = await teamsThatSee(tx, image.id);
  const names = await listImageNames(tx, image);
  const members = await tx.member.findMany({
    where: {
      teamId: teams ? { in: teams } : undefined,
      team: {
        OR: [
          { projects: { some: { uses: { some: { imageId: image.id } } } } },
          { images: { some: { bases: { hasSome: names }, deletedAt: null, id: { not: image.id } } } },
        ],
      },
    },
    select: { userId: true },
    distinct: ["userId"],
  });
  return members.map(({ userId }) => userId);
}
