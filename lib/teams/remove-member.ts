import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamInScope, getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { revokeInvitationsOf } from "#lib/invitations/revoke-invitations-of";
import { notifyChange } from "#lib/live/notify";
import { keepAnOwner } from "#lib/teams/keep-an-owner";
import { MEMBER_SELECT } from "#lib/teams/member-dto";

/**
 * Removes someone from a team (owners and administrators), or leaves it (anyone); their open invitations to it are
 * revoked. @throws conflict for the last owner
 */
export async function removeMember(
  ctx: Context,
  input: { team: string; user: string },
): Promise<Record<string, never>> {
  const { actor } = ctx;
  const leaving = actor.kind === "user" && !actor.token && actor.id === input.user;
  const team = leaving ? getTeamInScope(ctx, input.team) : await getTeamToManage(ctx, input.team);
  await db.$transaction(async (tx) => {
    await keepAnOwner(tx, team, input.user);
    const where = { teamId_userId: { teamId: team.id, userId: input.user } };
    const member = await tx.member.findUnique({ where, select: MEMBER_SELECT });
    if (!member) throw notFound("member");
    await tx.member.delete({ where });
    await recordAudit(tx, ctx, {
      action: "member.remove",
      teamId: team.id,
      target: `${member.user.email} in ${team.name}`,
      before: { role: member.role },
      ...(leaving && { after: { left: true } }),
    });
    await revokeInvitationsOf(tx, ctx, team, input.user);
    await notifyChange(tx, { kind: "team", team: team.name });
  });
  return {};
}
