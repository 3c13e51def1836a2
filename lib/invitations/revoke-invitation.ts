import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { openInvitations } from "#lib/invitations/open-invitation";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

/** Takes an invitation back: its link leads nowhere from now on. Owners and administrators only. */
export async function revokeInvitation(
  ctx: Context,
  input: { team: string; id: string },
): Promise<Record<string, never>> {
  const team = await getTeamToManage(ctx, input.team);
  if (!isUuid(input.id)) throw notFound("invitation");
  const where = { id: input.id, teamId: team.id, ...openInvitations() };
  await db.$transaction(async (tx) => {
    const [row] = await tx.invitation.updateManyAndReturn({ where, data: { revokedAt: new Date() } });
    if (!row) throw notFound("open invitation");
    await recordAudit(tx, ctx, {
      action: "invitation.revoke",
      teamId: team.id,
      target: row.email ? `${row.email} to ${team.name}` : team.name,
      before: { id: row.id, role: row.role, email: row.email },
    });
    await notifyChange(tx, { kind: "team", team: team.name });
  });
  return {};
}
