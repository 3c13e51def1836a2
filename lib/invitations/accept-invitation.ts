import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context, Origin, Person } from "#lib/auth/context";
import { createUser } from "#lib/auth/create-user";
import { requirePerson } from "#lib/auth/scope";
import { signInOptions } from "#lib/auth/sign-in-options";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { requireOpenInvitation } from "#lib/invitations/get-invitation";
import { openInvitations } from "#lib/invitations/open-invitation";
import type { joinWithAccountSchema } from "#lib/invitations/schemas";
import { insertMember } from "#lib/teams/insert-member";

type Tx = Pick<Db, "invitation" | "member" | "user" | "auditEvent" | "$executeRaw">;

/**
 * Joins a team as who one is signed in as. An invitation works once, for whoever is first.
 * @throws gone; conflict for who is in the team already, which leaves the invitation open
 */
export async function acceptInvitation(ctx: Context, input: { code: string }): Promise<{ team: string }> {
  const person = requirePerson(ctx);
  return db.$transaction((tx) => join(tx, ctx, person, input.code));
}

/**
 * Makes an account and joins a team with it, both or neither.
 * @throws gone; conflict when the address has an account; forbidden where accounts come from the provider only
 */
export async function joinWithAccount(
  input: z.infer<typeof joinWithAccountSchema>,
  origin?: Origin,
): Promise<{ team: string }> {
  const { code, ...account } = input;
  const { password, oidc } = signInOptions();
  if (!password) {
    throw new AppError("forbidden", `There are no passwords here: sign in with ${oidc}, then join.`);
  }
  return db.$transaction(async (tx) => {
    // Before the address is looked at: without an invitation nobody learns who has an account.
    await requireOpenInvitation(tx, code);
    const ctx = await createUser(tx, account, origin);
    return join(tx, ctx, ctx.actor, code);
  });
}

async function join(tx: Tx, ctx: Context, person: Person, code: string): Promise<{ team: string }> {
  const { id, team, role, createdById, email } = await requireOpenInvitation(tx, code);
  if (createdById === person.id) {
    throw new AppError("forbidden", "You made this invitation: hand its link to whom you want to invite.");
  }
  // Two at once: the second waits here for the first, and then finds nothing to change.
  const { count } = await tx.invitation.updateMany({
    where: { id, ...openInvitations() },
    data: { acceptedAt: new Date(), acceptedById: person.id },
  });
  if (count === 0) throw new AppError("gone", "Someone else has just used this invitation; each works once.");
  await insertMember(tx, ctx, team, person, role, { from: await nameOf(tx, createdById) });
  await recordAudit(tx, ctx, {
    action: "invitation.accept",
    teamId: team.id,
    target: `${person.email} in ${team.name}`,
    after: { id, role, email },
  });
  return { team: team.name };
}

async function nameOf(tx: Pick<Db, "user">, id: string | null): Promise<string | null> {
  const user = id === null ? null : await tx.user.findUnique({ where: { id }, select: { name: true } });
  return user?.name ?? null;
}
