import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { requireRole } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { notFound } from "#lib/errors";
import { accessSelect, imageRole } from "#lib/images/image-access";

/** An image that the actor may see, under the names it has now. */
export interface ScopedImage {
  id: string;
  teamId: string;
  team: string;
  name: string;
  /** Below the registry's address. */
  repository: string;
  versionCount: number;
  role: Role;
}

/**
 * An image by its team's and its own name, or by names it had before, if the actor is at least this to it.
 * @throws not_found when it is missing or they may not see it; forbidden when their role does not suffice
 */
export async function getImageInScope(
  ctx: Context,
  input: { team: string; image: string },
  need: Role = "viewer",
  tx: Pick<Db, "image"> = db,
): Promise<ScopedImage> {
  const select = {
    id: true,
    name: true,
    repository: true,
    versionCount: true,
    team: { select: { name: true } },
    ...accessSelect(ctx),
  };
  const row =
    (await tx.image.findFirst({
      where: { team: { name: input.team }, name: input.image, deletedAt: null },
      select,
    })) ??
    (await tx.image.findFirst({
      where: { formerNames: { some: { team: { name: input.team }, name: input.image } }, deletedAt: null },
      select,
    }));
  const role = row && imageRole(ctx, row);
  if (!row || !role) throw notFound(`image as “${input.team}/${input.image}”`);
  const { id, teamId, team, name, repository, versionCount } = row;
  requireRole(role, need, `${team.name}/${name}`);
  return { id, teamId, team: team.name, name, repository, versionCount, role };
}
