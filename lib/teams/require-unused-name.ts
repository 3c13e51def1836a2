import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";

/**
 * What a deleted team had in the registry is still there: no reference may come to mean something else.
 * @throws AppError "conflict" where a team of that name had images once
 */
export async function requireUnusedName(tx: Pick<Db, "auditEvent">, name: string): Promise<void> {
  const deleted = await tx.auditEvent.findFirst({
    where: { action: "team.delete", target: name, before: { path: ["hadImages"], equals: true } },
    select: { id: true },
  });
  if (!deleted) return;
  throw teamNameTaken(
    `A team named ${name} had images once. References to them must not change their meaning.`,
  );
}

export function teamNameTaken(sentence: string): AppError {
  return new AppError("conflict", sentence, { problems: [{ field: "name", message: sentence }] });
}
