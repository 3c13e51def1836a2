import type { Role } from "#lib/auth/roles";
import type { AnyTeam } from "#lib/teams/schemas";
import type { Prisma } from "#prisma/generated/client";

export const TEAM_SELECT = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  _count: { select: { members: true, images: { where: { deletedAt: null } } } },
} satisfies Prisma.TeamSelect;

/** A team as the API shows it to someone of this role in it. */
export function toTeam<R extends Role | null>(
  { _count, createdAt, ...team }: Prisma.TeamGetPayload<{ select: typeof TEAM_SELECT }>,
  role: R,
): AnyTeam & { role: R } {
  return {
    ...team,
    role,
    images: _count.images,
    members: _count.members,
    createdAt: createdAt.toISOString(),
  };
}
