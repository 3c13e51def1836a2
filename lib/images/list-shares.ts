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
          team: { select: { id: true, name: true } },
        },
        orderBy: { team: { name: "asc" } },
      },
    },
  });
  const uses = await countUsesByTeam(
    id,
    shares.map(({ team }) => team.id),
  );
  return {
    visibility,
    items: shares.map(({ access, createdAt, team }) => ({
      team: team.name,
      access,
      since: createdAt.toISOString(),
      uses: uses.get(team.id) ?? 0,
    })),
  };
}

async function countUsesByTeam(imageId: string, teamIds: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ teamId: string; count: number }[]>`
    SELECT project."teamId", count(*)::int AS count
    FROM "ProjectUse" use JOIN "Project" project ON project.id = use."projectId"
    WHERE use."imageId" = ${imageId}::uuid AND project."teamId" = ANY(${teamIds}::uuid[])
    GROUP BY project."teamId"`;
  return new Map(rows.map(({ teamId, count }) => [teamId, count]));
}
