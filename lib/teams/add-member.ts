import { randomInt } from "node:crypto";
import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { createUser } from "#lib/auth/create-user";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import type { addedMemberSchema, addMemberSchema } from "#lib/teams/schemas";

/**
 * Adds someone to a team by e-mail address. Who has no account gets one, with an initial password that is
 * returned this once. Owners only. @throws conflict when they are in the team already
 */
export async function addMember(
  ctx: Context,
  input: z.infer<typeof addMemberSchema>,
): Promise<z.infer<typeof addedMemberSchema>> {
  const team = getTeamInScope(ctx, input.team, "owner");
  const email = input.email.toLowerCase();
  const existing = await db.user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, memberships: { where: { teamId: team.id } } },
  });
  if (existing && existing.memberships.length > 0) {
    throw new AppError("conflict", `${existing.name} is in ${team.name} already.`, {
      problems: [{ field: "email", message: "Is in the team already." }],
    });
  }
  const initialPassword = existing ? null : makePassword();
  const user =
    existing ??
    (await createUser({
      email,
      name: input.name || (email.split("@", 1)[0] ?? email),
      password: initialPassword ?? "",
    }));
  const member = await db.$transaction(async (tx) => {
    const row = await tx.member.create({ data: { teamId: team.id, userId: user.id, role: input.role } });
    await notifyChange(tx, { kind: "team", team: team.name });
    return row;
  });
  return {
    member: {
      id: user.id,
      name: user.name,
      email: user.email,
      role: member.role,
      joinedAt: member.createdAt.toISOString(),
    },
    initialPassword,
  };
}

/** 16 characters without look-alikes in groups of four: 78 bits, and readable over the phone. */
function makePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );
  return groups.join("-");
}
