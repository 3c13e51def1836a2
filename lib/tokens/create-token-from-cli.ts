import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { nameProblem } from "#lib/names/name-schema";
import { insertToken } from "#lib/tokens/create-token";

/**
 * For `npm run token`: whoever may run commands on the host may make tokens. Makes the team if there is none.
 * @returns the secret
 */
export async function createTokenFromCli(input: { team: string; name: string }): Promise<string> {
  const problem = nameProblem("team", input.team);
  if (problem) throw new AppError("invalid", `--team: ${problem}`);
  const team = await db.team.upsert({
    where: { name: input.team },
    create: { name: input.team },
    update: {},
  });
  const { token } = await insertToken(db, { teamId: team.id, name: input.name, createdById: null });
  return token;
}
