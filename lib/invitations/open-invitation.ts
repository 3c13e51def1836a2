import type { Prisma } from "#prisma/generated/client";

/** Invitations that can still be used. */
export function openInvitations(now = new Date()): Prisma.InvitationWhereInput {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
