import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { isAtLeast, type Role } from "#lib/auth/roles";
import { getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { revokeInvitationsOf } from "#lib/invitations/revoke-invitations-of";
import { notifyChange } from "#lib/live/notify";
import { keepAnOwner } from "#lib/teams/keep-an-owner";
import { MEMBER_SELECT, toMember } from "#lib/teams/member-dto";
import type { Member } from "#lib/teams/schemas";

/**
 * Changes someone's role in a team; who is no longer an owner no longer invites. Owners and administrators only.
 * @throws conflict for the last owner; forbidden when it would raise one's own
 */
export async function updateMember(
  ctx: Context,
  input: { team: string; user: string; role: Role },
): Promise<Member> {
  const team = await getTeamToManage(ctx, input.team);
  return db.$transaction(async (tx) => {
    if (input.role !== "owner") await keepAnOwner(tx, team, input.user);
    const where = { teamId_userId: { teamId: team.id, userId: input.user } };
    const current = await tx.member.findUnique({ where, select: MEMBER_SELECT });
    if (!current) throw notFound("member");
    if (current.role === input.role) return toMember(current);
    if (input.user === ctx.actor.id && isAtLeast(input.role, current.role)) {
      throw new AppError("forbidden", "Nobody raises their own role. Ask another owner of the team.");
    }
    const changed = await tx.member.update({ where, data: { role: input.role }, select: MEMBER_SELECT });
    await recordAudit(tx, ctx, {
      action: "member.update",
      teamId: team.id,
      target: `${changed.user.email} in ${team.name}`,
      before: { role: current.role },
      after: { role: changed.role },
    });
    if (current.role === "owner") await revokeInvitationsOf(tx, ctx, team, input.user);
    await notifyChange(tx, { kind: "team", team: team.name });
    return toMember(changed);
  });
}
