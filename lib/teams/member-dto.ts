import type { Member } from "#lib/teams/schemas";
import type { Prisma } from "#prisma/generated/client";

export const MEMBER_SELECT = {
  role: true,
  createdAt: true,
  user: { select: { id: true, name: true, email: true } },
} satisfies Prisma.MemberSelect;

/** A membership as the API shows it. */
export function toMember({
  user,
  role,
  createdAt,
}: Prisma.MemberGetPayload<{ select: typeof MEMBER_SELECT }>): Member {
  return { ...user, role, joinedAt: createdAt.toISOString() };
}
