import type { Db } from "#lib/db";

/** Every name that leads to an image, "team/image": the one it has first, then those it had. */
export async function listImageNames(
  tx: Pick<Db, "formerImageName">,
  image: { id: string; team: string; name: string },
): Promise<string[]> {
  const former = await tx.formerImageName.findMany({
    where: { imageId: image.id },
    select: { name: true, team: { select: { name: true } } },
  });
  return [`${image.team}/${image.name}`, ...former.map(({ name, team }) => `${team.name}/${name}`)];
}
