import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { keepAnOwner } from "#lib/teams/keep-an-owner";
import type { Member } from "#lib/teams/schemas";

/** Changes someone's role in a team. Owners only. @throws conflict for the last owner */
export async function updateMember(
  ctx: Context,
  input: { team: string; user: string; role: Role },
): Promise<Member> {
  const team = getTeamInScope(ctx, input.team, "owner");
  return db.$transaction(async (tx) => {
    if (input.role !== "owner") await keepAnOwner(tx, team, input.user);
    const where = { teamId_userId: { teamId: team.id, userId: input.user } };
    if (!(await tx.member.findUnique({ where }))) throw notFound("member");
    const { user, role, createdAt } = await tx.member.update({
      where,
      data: { role: input.role },
      select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
    });
    await notifyChange(tx, { kind: "team", team: team.name });
    return { ...user, role, joinedAt: createdAt.toISOString() };
  });
}
