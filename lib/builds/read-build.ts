import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { DETAIL_SELECT, toBuildDetail } from "#lib/builds/build-dto";
import type { Build } from "#lib/builds/schemas";
import { type Db, db } from "#lib/db";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/names/is-uuid";

type Reader = Pick<Db, "build">;

/** The build's id if the actor may see it. @throws not_found */
export async function getBuildInScope(
  ctx: Context,
  id: string,
  tx: Reader = db,
): Promise<{ id: string; queuedAt: Date }> {
  const row = isUuid(id)
    ? await tx.build.findFirst({
        where: { id, image: { teamId: { in: visibleTeamIds(ctx) }, deletedAt: null } },
        select: { id: true, queuedAt: true },
      })
    : null;
  if (!row) throw notFound("build");
  return row;
}

/** A build that the caller may see, without its steps; null when it is gone. */
export async function readBuild(id: string, tx: Reader = db): Promise<Omit<Build, "steps"> | null> {
  const row = await tx.build.findUnique({ where: { id }, select: DETAIL_SELECT });
  if (!row) return null;
  const newer =
    row.status === "succeeded" &&
    (await tx.build.findFirst({
      where: { versionId: row.versionId, status: "succeeded", number: { gt: row.number } },
      select: { id: true },
    }));
  return toBuildDetail(row, row.status === "succeeded" && !newer);
}
