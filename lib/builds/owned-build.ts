import type { Db } from "#lib/db";
import type { Prisma } from "#prisma/generated/client";

/** A worker's hold on a build: good while no other worker has raised the attempt. */
export interface Claim {
  id: string;
  attempt: number;
}

/** Another worker has taken the build up, or it was ended from outside: this worker may change nothing more. */
export class SupersededError extends Error {
  override name = "SupersededError";

  constructor({ id, attempt }: Claim) {
    super(`Build ${id}, attempt ${attempt}, is someone else's by now.`);
  }
}

/** For so long a worker may be silent before another takes its build up, by the steady clock of that one. */
export const LEASE_SECONDS = 30;
/** A build that so many workers were lost with is failed: it may be what kills them. */
export const MAX_LOST_WORKERS = 3;

/**
 * Changes a build in its owner's name and raises its revision, which it returns. Every write of a worker
 * goes through here: the update itself tests the hold, so that a superseded worker can change nothing.
 * @throws SupersededError
 */
export async function updateOwned(
  tx: Pick<Db, "build">,
  claim: Claim,
  data: Prisma.BuildUncheckedUpdateManyInput,
): Promise<number> {
  const [row] = await tx.build.updateManyAndReturn({
    where: { id: claim.id, attempt: claim.attempt, status: "running" },
    data: { ...data, revision: { increment: 1 } },
    select: { revision: true },
  });
  if (!row) throw new SupersededError(claim);
  return row.revision;
}
