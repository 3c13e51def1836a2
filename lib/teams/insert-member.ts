import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { MEMBER_SELECT, toMember } from "#lib/teams/member-dto";
import type { Member } from "#lib/teams/schemas";
import { unlessTaken } from "#lib/unless-taken";

/**
 * Puts someone into a team, on record; permission is the caller's business. Who comes by an invitation does it
 * themselves: `byInvitation` then says from whom, null when nobody knows any more.
 * @throws conflict when they are in it already
 */
export async function insertMember(
  tx: Pick<Db, "member" | "auditEvent" | "$executeRaw">,
  ctx: Context,
  team: { id: string; name: string },
  person: { id: string; name: string; email: string },
  role: Role,
  byInvitation?: { from: string | null },
): Promise<Member> {
  const row = await unlessTaken(
    () => tx.member.create({ data: { teamId: team.id, userId: person.id, role }, select: MEMBER_SELECT }),
    () => {
      const who = ctx.actor.id === person.id ? "You are" : `${person.name} is`;
      return new AppError("conflict", `${who} in ${team.name} already.`, {
        problems: [{ field: "email", message: "Is in the team already." }],
      });
    },
  );
  await recordAudit(tx, ctx, {
    action: "member.add",
    teamId: team.id,
    target: `${person.email} in ${team.name}`,
    after: byInvitation ? { role, invitedBy: byInvitation.from } : { role },
  });
  await notifyChange(tx, { kind: "team", team: team.name });
  return toMember(row);
}
