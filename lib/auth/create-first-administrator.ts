import { createUser } from "#lib/auth/create-user";
import { setupRequired } from "#lib/auth/setup-required";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Of PostgreSQL's advisory locks, the one that first-run set-up takes. */
const SETUP_LOCK = 7_262_001;

/**
 * Creates the first account, an administrator, and its team. Two at once: one wins.
 * @throws conflict when someone has an account already
 */
export async function createFirstAdministrator(input: {
  email: string;
  password: string;
  name?: string;
  team?: string;
}): Promise<{ team: string }> {
  const teamName = input.team ?? "main";
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK}) IS NULL AS locked`;
    if (!(await setupRequired())) {
      throw new AppError("conflict", "Bakehouse is set up already. Sign in instead.");
    }
    const user = await createUser({
      email: input.email,
      password: input.password,
      name: input.name ?? input.email.split("@", 1)[0] ?? input.email,
      isAdmin: true,
    });
    const team = await tx.team.upsert({ where: { name: teamName }, create: { name: teamName }, update: {} });
    await tx.member.create({ data: { teamId: team.id, userId: user.id, role: "owner" } });
    return { team: team.name };
  });
}
