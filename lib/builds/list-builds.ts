import type { Context } from "#lib/auth/context";
import { getTeamInScope, visibleTeamIds } from "#lib/auth/scope";
import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import type { BuildStatus, BuildSummary } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import type { Prisma } from "#prisma/generated/client";

interface Page {
  cursor?: string;
  limit: number;
}

type BuildPage = { items: BuildSummary[]; nextCursor: string | null };

/** Builds of the actor's teams, newest first. */
export async function listBuilds(
  ctx: Context,
  input: Page & { team?: string; status?: BuildStatus },
): Promise<BuildPage> {
  const teamIds = input.team ? [getTeamInScope(ctx, input.team).id] : visibleTeamIds(ctx);
  return pageOfBuilds({ teamId: { in: teamIds }, image: { deletedAt: null }, status: input.status }, input);
}

/** Builds of one image, or of one version of it, newest first. */
export async function listBuildsOfImage(
  ctx: Context,
  input: Page & { team: string; image: string; version?: number },
): Promise<BuildPage> {
  const image = await getImageInScope(ctx, input);
  return pageOfBuilds(
    { imageId: image.id, version: input.version ? { number: input.version } : undefined },
    input,
  );
}

/** Ids are version 7 UUIDs, so their order is the order of the requests. */
async function pageOfBuilds(where: Prisma.BuildWhereInput, { cursor, limit }: Page): Promise<BuildPage> {
  const rows = await db.build.findMany({
    where: { ...where, id: cursor ? { lt: decodeCursor(cursor).id } : undefined },
    select: SUMMARY_SELECT,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(toBuildSummary),
    nextCursor: rows.length > limit && last ? encodeCursor("", last.id) : null,
  };
}
