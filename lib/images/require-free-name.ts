import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Refuses a name that another image of the team had: references to it must go on meaning that one. */
export async function requireFreeName(
  tx: Pick<Db, "formerImageName">,
  team: { id: string; name: string },
  name: string,
): Promise<void> {
  const former = await tx.formerImageName.findFirst({
    where: { teamId: team.id, name, image: { deletedAt: null } },
    select: { image: { select: { name: true, team: { select: { name: true } } } } },
  });
  if (!former) return;
  const now = `${former.image.team.name}/${former.image.name}`;
  throw new AppError(
    "conflict",
    `${team.name}/${name} still names ${now}, which was renamed: what uses the old name must go on finding it.`,
    { problems: [{ field: "name", message: `This name still leads to ${now}.` }] },
  );
}
