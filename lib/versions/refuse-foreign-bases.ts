import type { Context } from "#lib/auth/context";
import { findVisibleImage, inCatalogue } from "#lib/builds/find-base";
import { db } from "#lib/db";
import { listBases } from "#lib/dockerfile/list-bases";
import { AppError } from "#lib/errors";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";

/**
 * Refuses a Dockerfile that newly names an image of the catalogue which its author may not see. An image that is shared
 * to edit is built with what its own team may use: who edits it from outside could have the team's other images
 * opened. What the newest version names already they may leave where it is.
 * @throws invalid, in the words for an image that is not there
 */
export async function refuseForeignBases(
  ctx: Context,
  image: ScopedImage,
  dockerfile: string,
): Promise<void> {
  if (ctx.teams.some(({ id }) => id === image.teamId)) return;
  const newest = await db.version.findFirst({
    where: { imageId: image.id },
    orderBy: { number: "desc" },
    select: { dockerfile: true },
  });
  const named = new Set(listBases(newest?.dockerfile ?? "").bases.map(({ name }) => keyOf(name)));
  for (const { name, line } of listBases(dockerfile).bases) {
    const found = inCatalogue(name);
    if (!found || named.has(keyOf(name))) continue;
    const isTeams = found.isOurs || found.team === image.team;
    if (!isTeams && !(await findVisibleImage(image.teamId, found))) continue;
    await getImageInScope(ctx, found).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      const message = `There is no such image as “${name}”, or you may not see it.`;
      throw new AppError("invalid", `Dockerfile, line ${line}: ${message}`, {
        problems: [{ field: "dockerfile", message, line, column: 1 }],
      });
    });
  }
}

/** An image whatever its tag. */
function keyOf(name: string): string | null {
  const found = inCatalogue(name);
  return found && `${found.team}/${found.image}`;
}
