import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { requireRole } from "#lib/auth/scope";
import { DETAIL_SELECT, toBuildDetail } from "#lib/builds/build-dto";
import { GOOD_BUILD } from "#lib/builds/good-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { accessSelect, imageRole } from "#lib/images/image-access";
import { isUuid } from "#lib/names/is-uuid";

/** A build that the actor may see, and the image it is of. */
export interface ScopedBuild {
  id: string;
  /** "3.2" */
  tag: string;
  imageId: string;
  teamId: string;
  team: string;
  image: string;
  role: Role;
}

/**
 * A build of an image to which the actor is at least this.
 * @throws not_found; forbidden when their role does not suffice
 */
export async function getBuildInScope(ctx: Context, id: string, need: Role = "viewer"): Promise<ScopedBuild> {
  const row = isUuid(id)
    ? await db.build.findFirst({
        where: { id, image: { deletedAt: null } },
        select: {
          id: true,
          number: true,
          version: { select: { number: true } },
          image: { select: { id: true, name: true, team: { select: { name: true } }, ...accessSelect(ctx) } },
        },
      })
    : null;
  const role = row && imageRole(ctx, row.image);
  if (!row || !role) throw notFound("build");
  const { id: imageId, teamId, team, name } = row.image;
  requireRole(role, need, `${team.name}/${name}`);
  const tag = `${row.version.number}.${row.number}`;
  return { id: row.id, tag, imageId, teamId, team: team.name, image: name, role };
}

/** A build that the caller may see, without its steps; null when it is gone. */
export async function readBuild(id: string): Promise<Omit<Build, "steps"> | null> {
  const row = await db.build.findUnique({ where: { id }, select: DETAIL_SELECT });
  if (!row) return null;
  const isGood = row.status === "succeeded" && row.revokedAt === null;
  const newer =
    isGood &&
    (await db.build.findFirst({
      where: { ...GOOD_BUILD, versionId: row.versionId, number: { gt: row.number } },
      select: { id: true },
    }));
  return toBuildDetail(row, isGood && !newer);
}
