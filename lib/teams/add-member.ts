import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { getTeamToManage } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { insertMember } from "#lib/teams/insert-member";
import type { addMemberSchema, Member } from "#lib/teams/schemas";

/**
 * Adds someone who has an account, by e-mail address; others are invited. Owners and administrators only.
 * @throws not_found when nobody has that address; conflict when they are in the team already
 */
export async function addMember(ctx: Context, input: z.infer<typeof addMemberSchema>): Promise<Member> {
  const team = await getTeamToManage(ctx, input.team);
  const email = input.email.toLowerCase();
  const person = await db.user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true },
  });
  if (!person) {
    throw new AppError("not_found", `Nobody has an account with ${email} here. Invite them instead.`, {
      problems: [
        { field: "email", message: "Nobody has an account with this address. Invite them instead." },
      ],
    });
  }
  return db.$transaction(async (tx) => {
    if (person.id === ctx.actor.id) await requireNoOwner(tx, team);
    return insertMember(tx, ctx, team, person, input.role);
  });
}

/** Administrators manage teams without seeing their images: they let themselves in only where nobody else could. */
async function requireNoOwner(tx: Pick<Db, "member">, team: { id: string; name: string }): Promise<void> {
  const owner = await tx.member.findFirst({
    where: { teamId: team.id, role: "owner" },
    select: { user: { select: { name: true } } },
  });
  if (!owner) return;
  throw new AppError(
    "forbidden",
    `Nobody gives themselves a role. Ask ${owner.user.name}, who owns ${team.name}, to add you.`,
  );
}
