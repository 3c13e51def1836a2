import type { z } from "zod";
import { deleteOtherSessions } from "#lib/account/end-sessions";
import type { changePasswordSchema } from "#lib/account/schemas";
import { recordAudit } from "#lib/audit/record-audit";
import { auth } from "#lib/auth/auth";
import type { Context } from "#lib/auth/context";
import { forgetTries, requireTry } from "#lib/auth/limit-tries";
import { requirePerson } from "#lib/auth/scope";
import { signInOptions } from "#lib/auth/sign-in-options";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Someone at a screen that was left open must not guess the password there. */
const LIMIT = { most: 10, seconds: 600 };

/** Changes one's password; every other session ends with the old one. @throws invalid when `current` is wrong */
export async function changePassword(
  ctx: Context,
  input: z.infer<typeof changePasswordSchema>,
): Promise<{ ended: number }> {
  const person = requirePerson(ctx);
  const where = { userId: person.id, providerId: "credential", accountId: person.id };
  const account = await db.account.findFirst({ where, select: { id: true, password: true } });
  if (!account?.password || !signInOptions().password) {
    throw new AppError("conflict", "You sign in without a password here: there is none to change.");
  }
  const key = `password:${person.id}`;
  requireTry(key, LIMIT);
  const { password: hasher } = await auth().$context;
  if (!(await hasher.verify({ hash: account.password, password: input.current }))) {
    throw new AppError("invalid", "This is not your password.", {
      problems: [{ field: "current", message: "This is not your password." }],
    });
  }
  forgetTries(key);
  const hash = await hasher.hash(input.next);
  return db.$transaction(async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { password: hash } });
    await recordAudit(tx, ctx, { action: "user.password", target: person.email });
    return { ended: await deleteOtherSessions(tx, ctx, person) };
  });
}
