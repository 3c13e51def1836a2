import type { Context } from "#lib/auth/context";
import { lesserRole, ROLES, type Role } from "#lib/auth/roles";
import { visibleTeamIds } from "#lib/auth/scope";
import type { Prisma } from "#prisma/generated/client";

/** Which images someone in these teams may see: their teams' own, those shared with them, and everyone's. */
export function visibleTo(teamIds: string[]): Prisma.ImageWhereInput {
  return {
    OR: [
      { teamId: { in: teamIds } },
      { visibility: "organisation" },
      { shares: { some: { teamId: { in: teamIds } } } },
    ],
  };
}

/** As visibleTo, for who asks. */
export function visibleImages(ctx: Context): Prisma.ImageWhereInput {
  return visibleTo(visibleTeamIds(ctx));
}

/** What imageRole needs to know of an image. */
export function accessSelect(ctx: Context) {
  return {
    teamId: true,
    visibility: true,
    shares: { where: { teamId: { in: visibleTeamIds(ctx) } }, select: { teamId: true, access: true } },
  } satisfies Prisma.ImageSelect;
}

/**
 * What the actor may do with an image: their role in its team; through a share at most a developer's part (to
 * edit) or a viewer's (to use), and never more than in the team it is shared with; null when they may not see it.
 */
export function imageRole(
  ctx: Context,
  image: {
    teamId: string;
    visibility: "team" | "organisation";
    shares: { teamId: string; access: "use" | "edit" }[];
  },
): Role | null {
  const own = ctx.teams.find((team) => team.id === image.teamId);
  const roles: Role[] = own ? [own.role] : [];
  if (image.visibility === "organisation") roles.push("viewer");
  for (const { teamId, access } of image.shares) {
    const team = ctx.teams.find(({ id }) => id === teamId);
    if (team) roles.push(lesserRole(team.role, access === "edit" ? "developer" : "viewer"));
  }
  return ROLES.findLast((role) => roles.includes(role)) ?? null;
}
