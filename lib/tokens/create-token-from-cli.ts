import { recordAudit } from "#lib/audit/record-audit";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { nameProblem } from "#lib/names/name-problem";
import { requireUnusedName } from "#lib/teams/require-unused-name";
import { insertToken } from "#lib/tokens/insert-token";

/**
 * For `npm run token`: whoever may run commands on the host may make tokens. Makes the team if there is none.
 * @returns the secret of a developer's token that never expires
 */
export async function createTokenFromCli(input: { team: string; name: string }): Promise<string> {
  const problem = nameProblem("team", input.team);
  if (problem) throw new AppError("invalid", `--team: ${problem}`);
  return db.$transaction(async (tx) => {
    const known = await tx.team.findUnique({ where: { name: input.team } });
    if (!known) await requireUnusedName(tx, input.team);
    const team = known ?? (await tx.team.create({ data: { name: input.team } }));
    if (!known) await recordAudit(tx, null, { action: "team.create", teamId: team.id, target: team.name });
    const made = await insertToken(tx, null, {
      name: input.name,
      role: "developer",
      expiresInDays: null,
      team,
    });
    return made.token;
  });
}
