import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { accessSelect, imageRole, visibleImages } from "#lib/images/image-access";
import { listChildren } from "#lib/images/list-children";
import type { Lineage } from "#lib/images/sharing-schemas";

/** Where an image comes from and what comes from it, as far as the actor may see that. */
export async function getLineage(ctx: Context, input: { team: string; image: string }): Promise<Lineage> {
  const image = await getImageInScope(ctx, input);
  const [row, forks, children] = await Promise.all([
    db.image.findUniqueOrThrow({
      where: { id: image.id },
      select: {
        forkedFromVersion: true,
        forkedFrom: {
          select: {
            name: true,
            versionCount: true,
            deletedAt: true,
            team: { select: { name: true } },
            ...accessSelect(ctx),
          },
        },
      },
    }),
    db.image.findMany({
      where: { AND: visibleImages(ctx), forkedFromId: image.id, deletedAt: null },
      select: { name: true, forkedFromVersion: true, team: { select: { name: true } } },
      orderBy: { name: "asc" },
      take: 200,
    }),
    listChildren(db, image, visibleImages(ctx)),
  ]);
  const source = row.forkedFrom;
  const isVisible = source !== null && source.deletedAt === null && imageRole(ctx, source) !== null;
  const taken = row.forkedFromVersion ?? 0;
  return {
    forkedFrom: source && {
      image: isVisible ? `${source.team.name}/${source.name}` : null,
      version: taken,
      newest: isVisible ? source.versionCount : taken,
      behind: isVisible ? Math.max(0, source.versionCount - taken) : 0,
    },
    forks: forks.map(({ name, team, forkedFromVersion }) => ({
      image: `${team.name}/${name}`,
      version: forkedFromVersion ?? 0,
      behind: Math.max(0, image.versionCount - (forkedFromVersion ?? 0)),
    })),
    children: children.map(({ team, image: name, from }) => ({ image: `${team}/${name}`, from })),
  };
}
