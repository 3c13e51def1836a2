import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import type { Db } from "#lib/db";
import { openInvitations } from "#lib/invitations/open-invitation";

/** Takes back what someone invited to a team who no longer may: no link outlives that. Theirs to other teams stay. */
export async function revokeInvitationsOf(
  tx: Pick<Db, "invitation" | "auditEvent">,
  ctx: Context,
  team: { id: string; name: string },
  userId: string,
): Promise<void> {
  const rows = await tx.invitation.updateManyAndReturn({
    where: { teamId: team.id, createdById: userId, ...openInvitations() },
    data: { revokedAt: new Date() },
  });
  for (const { id, role, email } of rows) {
    await recordAudit(tx, ctx, {
      action: "invitation.revoke",
      teamId: team.id,
      target: email ? `${email} to ${team.name}` : team.name,
      before: { id, role, email },
    });
  }
}
