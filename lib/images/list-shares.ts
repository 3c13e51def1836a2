import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Share } from "#lib/images/sharing-schemas";

/** Who may see an image beside its team; from outside of that, of other teams only one's own. */
export async function listShares(
  ctx: Context,
  input: { team: string; image: string },
): Promise<{ visibility: "team" | "organisation"; items: Share[] }> {
  const { id, teamId } = await getImageInScope(ctx, input);
  const own = visibleTeamIds(ctx);
  const { visibility, shares } = await db.image.findUniqueOrThrow({
    where: { id },
    select: {
      visibility: true,
      shares: {
        where: { teamId: own.includes(teamId) ? undefined : { in: own } },
        select: {
          access: true,
          createdAt: true,
          team: {
            select: {
              name: true,
              projects: { select: { _count: { select: { uses: { where: { imageId: id } } } } } },
            },
          },
        },
        orderBy: { team: { name: "asc" } },
      },
    },
  });
  return {
    visibility,
    items: shares.map(({ access, createdAt, team }) => ({
      team: team.name,
      access,
      since: createdAt.toISOString(),
      uses: team.projects.reduce((sum, { _count }) => sum + _count.uses, 0),
    })),
  };
}
