import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { notFound } from "#lib/errors";

/** An image by its team's and its own name, if the actor may see it. @throws not_found */
export async function getImageInScope(
  ctx: Context,
  input: { team: string; image: string },
  tx: Pick<Db, "image"> = db,
): Promise<{ id: string; teamId: string; versionCount: number }> {
  const team = getTeamInScope(ctx, input.team);
  const image = await tx.image.findFirst({
    where: { teamId: team.id, name: input.image, deletedAt: null },
    select: { id: true, teamId: true, versionCount: true },
  });
  if (!image) throw notFound(`image as “${input.team}/${input.image}”`);
  return image;
}
