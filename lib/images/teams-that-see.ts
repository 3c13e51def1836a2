import type { Db } from "#lib/db";

/** The ids of the teams that may use an image: its own and those it is shared with; null for every team there is. */
export async function teamsThatSee(tx: Pick<Db, "image">, imageId: string): Promise<string[] | null> {
  const { teamId, visibility, shares } = await tx.image.findUniqueOrThrow({
    where: { id: imageId },
    select: { teamId: true, visibility: true, shares: { select: { teamId: true } } },
  });
  return visibility === "organisation" ? null : [teamId, ...shares.map((share) => share.teamId)];
}
