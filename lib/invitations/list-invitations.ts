import type { Context } from "#lib/auth/context";
import { getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { openInvitations } from "#lib/invitations/open-invitation";
import type { Invitation } from "#lib/invitations/schemas";
import { namesOf } from "#lib/teams/names-of";

/** A team's invitations that can still be used, newest first; never their links. Owners and administrators only. */
export async function listInvitations(
  ctx: Context,
  input: { team: string },
): Promise<{ items: Invitation[] }> {
  const team = await getTeamToManage(ctx, input.team);
  const rows = await db.invitation.findMany({
    where: { teamId: team.id, ...openInvitations() },
    select: { id: true, role: true, email: true, createdById: true, createdAt: true, expiresAt: true },
    orderBy: { id: "desc" },
    take: 500,
  });
  const names = await namesOf(rows.map(({ createdById }) => createdById));
  return {
    items: rows.map(({ createdById, createdAt, expiresAt, ...row }) => ({
      ...row,
      invitedBy: names(createdById),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
