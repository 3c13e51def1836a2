import type { Db } from "#lib/db";
import { listImageNames } from "#lib/images/list-image-names";
import { teamsThatSee } from "#lib/images/teams-that-see";
import type { Prisma } from "#prisma/generated/client";

export interface Child {
  team: string;
  image: string;
  /** As its Dockerfile names the image, without the registry's address: "media/base:stable", "media/base@sha256:…". */
  from: string;
  /** What of it: "stable", "3", "3.2", "sha256:…". */
  tag: string;
}

/**
 * Images whose newest Dockerfile builds on this one, in FROM, `COPY --from=` or `RUN --mount=from=`, by any name it has
 * or had, of teams that may use it.
 * @param where which of them
 */
export async function listChildren(
  tx: Pick<Db, "image" | "formerImageName">,
  image: { id: string; team: string; name: string },
  where: Prisma.ImageWhereInput = {},
): Promise<Child[]> {
  const teams = await teamsThatSee(tx, image.id);
  const names = await listImageNames(tx, image);
  const rows = await tx.image.findMany({
    where: {
      AND: where,
      bases: { hasSome: names },
      deletedAt: null,
      id: { not: image.id },
      teamId: teams ? { in: teams } : undefined,
    },
    select: { name: true, bases: true, team: { select: { name: true } } },
    orderBy: [{ team: { name: "asc" } }, { name: "asc" }],
    take: 1000,
  });
  return rows.flatMap(({ name, team, bases }) =>
    bases
      .filter((base) => names.some((own) => base.startsWith(`${own}:`) || base.startsWith(`${own}@`)))
      .map((from) => ({ team: team.name, image: name, from, tag: tagOf(from) })),
  );
}

/** Where a digest is named, the tag beside it says nothing. */
function tagOf(from: string): string {
  return from.includes("@") ? from.slice(from.indexOf("@") + 1) : from.slice(from.lastIndexOf(":") + 1);
}
