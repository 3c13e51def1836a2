import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { repositoryOf } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { IMAGE_SELECT, toImageSummary } from "#lib/images/image-dto";
import type { Image } from "#lib/images/schemas";

/** One image with its newest build and the one that :latest names. */
export async function getImage(ctx: Context, input: { team: string; image: string }): Promise<Image> {
  const team = getTeamInScope(ctx, input.team);
  const row = await db.image.findFirst({
    where: { teamId: team.id, name: input.image, deletedAt: null },
    select: { ...IMAGE_SELECT, createdBy: { select: { name: true } } },
  });
  if (!row) throw notFound(`image as “${input.team}/${input.image}”`);
  return {
    ...toImageSummary(row),
    createdBy: row.createdBy?.name ?? null,
    repository: repositoryOf(team.name, row.name),
    role: team.role,
  };
}
