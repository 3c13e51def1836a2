import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import type { createTeamSchema, Team } from "#lib/teams/schemas";
import { Prisma } from "#prisma/generated/client";

/** Creates a team that its creator owns. @throws conflict when the name is taken; forbidden for tokens */
export async function createTeam(ctx: Context, input: z.infer<typeof createTeamSchema>): Promise<Team> {
  const { actor } = ctx;
  if (actor.kind !== "user")
    throw new AppError("forbidden", "A token belongs to one team and cannot make others.");
  try {
    const team = await db.$transaction(async (tx) => {
      const row = await tx.team.create({
        data: { ...input, members: { create: { userId: actor.id, role: "owner" } } },
      });
      await notifyChange(tx, { kind: "team", team: row.name });
      return row;
    });
    return {
      id: team.id,
      name: team.name,
      description: team.description,
      role: "owner",
      images: 0,
      members: 1,
      createdAt: team.createdAt.toISOString(),
    };
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError(
        "conflict",
        `There is a team named ${input.name} already. Ask one of its owners to add you.`,
        {
          problems: [{ field: "name", message: "This name is taken." }],
        },
      );
    }
    throw error;
  }
}
