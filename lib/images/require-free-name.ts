import type { Context } from "#lib/auth/context";
import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";
import { accessSelect, imageRole } from "#lib/images/image-access";

/**
 * Refuses a name that another image of the team had: references to it must go on meaning that one. Where it went is told
 * to those who may see it there.
 */
export async function requireFreeName(
  tx: Pick<Db, "formerImageName">,
  ctx: Context,
  team: { id: string; name: string },
  name: string,
): Promise<void> {
  const former = await tx.formerImageName.findFirst({
    where: { teamId: team.id, name, image: { deletedAt: null } },
    select: { image: { select: { name: true, team: { select: { name: true } }, ...accessSelect(ctx) } } },
  });
  if (!former) return;
  const isVisible = imageRole(ctx, former.image) !== null;
  const now = isVisible ? `${former.image.team.name}/${former.image.name}` : "another team's image";
  throw new AppError(
    "conflict",
    `${team.name}/${name} still names ${now}, which was renamed: what uses the old name must go on finding it.`,
    { problems: [{ field: "name", message: `This name still leads to ${now}.` }] },
  );
}

/** Another image of the team has this name now. */
export function nameTaken(team: { name: string }, name: string): AppError {
  return new AppError("conflict", `The team ${team.name} has an image named ${name} already.`, {
    problems: [{ field: "name", message: "This name is taken in the team." }],
  });
}
