import { recordAudit } from "#lib/audit/record-audit";
import type { Origin } from "#lib/auth/context";
import { createUser } from "#lib/auth/create-user";
import { setupRequired } from "#lib/auth/setup-required";
import { signInOptions } from "#lib/auth/sign-in-options";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Of PostgreSQL's advisory locks, the one that first-run set-up takes. */
const SETUP_LOCK = 7_262_001;

/**
 * Creates the first account, an administrator, and its team. Two at once: one wins. Whoever has the set-up code or
 * wrote the environment is taken at their word about the address. Where passwords are off none is kept, and the
 * provider is the way in.
 * @throws conflict when someone has an account already
 */
export async function createFirstAdministrator(
  input: { email: string; password?: string; name?: string; team?: string },
  origin?: Origin,
): Promise<{ team: string }> {
  const teamName = input.team ?? "main";
  const withPassword = signInOptions().password;
  if (withPassword && !input.password) throw missingPassword();
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK}) IS NULL AS locked`;
    if (!(await setupRequired())) {
      throw new AppError("conflict", "Bakehouse is set up already. Sign in instead.");
    }
    const name = input.name ?? input.email.split("@", 1)[0] ?? input.email;
    const password = withPassword ? (input.password ?? null) : null;
    const person = { email: input.email, name, password, isAdmin: true, emailVerified: true };
    const ctx = await createUser(tx, person, origin);
    // `npm run token` may have made the team before.
    const known = await tx.team.findUnique({ where: { name: teamName } });
    const team = known ?? (await tx.team.create({ data: { name: teamName } }));
    await tx.member.create({ data: { teamId: team.id, userId: ctx.actor.id, role: "owner" } });
    await recordAudit(tx, ctx, {
      action: known ? "member.add" : "team.create",
      teamId: team.id,
      target: known ? `${ctx.actor.email} in ${team.name}` : team.name,
      after: { role: "owner" },
    });
    return { team: team.name };
  });
}

function missingPassword(): AppError {
  return new AppError("invalid", "password: Use at least 10 characters", {
    problems: [{ field: "password", message: "Use at least 10 characters" }],
  });
}
