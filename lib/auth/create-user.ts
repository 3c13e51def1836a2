import { randomUUID } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit";
import { auth } from "#lib/auth/auth";
import type { Context, Origin, Person } from "#lib/auth/context";
import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";
import { unlessTaken } from "#lib/unless-taken";

export interface NewUser {
  email: string;
  name: string;
  /** Null for who signs in with the provider only. */
  password: string | null;
  isAdmin?: boolean;
  /** Whether someone vouches that the address is theirs. */
  emailVerified?: boolean;
}

/**
 * Makes an account, and the new person's context, by which what follows is recorded.
 * @throws conflict when the address is taken
 */
export async function createUser(
  tx: Pick<Db, "user" | "auditEvent">,
  { email: given, name, password, isAdmin = false, emailVerified = false }: NewUser,
  origin?: Origin,
): Promise<Context & { actor: Person }> {
  const email = given.toLowerCase();
  const id = randomUUID();
  const accounts = password === null ? undefined : { create: await credential(id, password) };
  await unlessTaken(
    () => tx.user.create({ data: { id, email, name, isAdmin, emailVerified, accounts } }),
    () =>
      new AppError("conflict", `${email} has an account already. Sign in with it.`, {
        problems: [{ field: "email", message: "This address has an account already. Sign in with it." }],
      }),
  );
  const ctx = { actor: { kind: "user" as const, id, name, email, isAdmin }, teams: [], origin };
  await recordAudit(tx, ctx, { action: "user.create", target: email, after: { name, isAdmin } });
  return ctx;
}

/** What better-auth signs people in by. */
async function credential(userId: string, password: string) {
  const { password: hasher } = await auth().$context;
  return {
    id: randomUUID(),
    accountId: userId,
    providerId: "credential",
    password: await hasher.hash(password),
  };
}
