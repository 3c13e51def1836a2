import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { requireUnusedName, teamNameTaken } from "#lib/teams/require-unused-name";
import type { createTeamSchema, Team } from "#lib/teams/schemas";
import { TEAM_SELECT, toTeam } from "#lib/teams/team-dto";
import { unlessTaken } from "#lib/unless-taken";

/**
 * Creates a team that its creator owns. @throws conflict when the name is taken or was; forbidden for teams' tokens,
 * and for a person's that may not do all that they may
 */
export async function createTeam(ctx: Context, input: z.infer<typeof createTeamSchema>): Promise<Team> {
  const { actor } = ctx;
  if (actor.kind !== "user") {
    throw new AppError("forbidden", "A token belongs to one team and cannot make others.");
  }
  if (actor.token && actor.token.role !== "owner") {
    throw new AppError("forbidden", `This token may do what a ${actor.token.role} may, and make no teams.`);
  }
  return unlessTaken(
    () =>
      db.$transaction(async (tx) => {
        await requireUnusedName(tx, input.name);
        const row = await tx.team.create({
          data: { ...input, members: { create: { userId: actor.id, role: "owner" } } },
          select: TEAM_SELECT,
        });
        await recordAudit(tx, ctx, {
          action: "team.create",
          teamId: row.id,
          target: row.name,
          after: { description: row.description, owner: actor.email },
        });
        await notifyChange(tx, { kind: "team", team: row.name });
        return toTeam(row, "owner");
      }),
    () => teamNameTaken(`There is a team named ${input.name} already. Ask one of its owners to invite you.`),
  );
}
