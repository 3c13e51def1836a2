import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { keepAnOwner } from "#lib/teams/keep-an-owner";

/** Removes someone from a team (owners), or leaves it (anyone). @throws conflict for the last owner */
export async function removeMember(
  ctx: Context,
  input: { team: string; user: string },
): Promise<Record<string, never>> {
  const leaving = ctx.actor.kind === "user" && ctx.actor.id === input.user;
  const team = leaving ? getTeamInScope(ctx, input.team) : getTeamInScope(ctx, input.team, "owner");
  await db.$transaction(async (tx) => {
    await keepAnOwner(tx, team, input.user);
    const { count } = await tx.member.deleteMany({ where: { teamId: team.id, userId: input.user } });
    if (count === 0) throw notFound("member");
    await notifyChange(tx, { kind: "team", team: team.name });
  });
  return {};
}
