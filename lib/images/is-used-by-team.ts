import type { Db } from "#lib/db";
import { listChildren } from "#lib/images/list-children";

/** Whether a team's projects use an image, or its images are built on it. */
export async function isUsedByTeam(
  tx: Pick<Db, "projectUse" | "image" | "formerImageName">,
  image: { id: string; team: string; name: string },
  teamId: string,
): Promise<boolean> {
  if (await tx.projectUse.findFirst({ where: { imageId: image.id, project: { teamId } } })) return true;
  return (await listChildren(tx, image, { teamId })).length > 0;
}
