import type { ClaimedBuild } from "#lib/builds/claim-build";
import { type Claim, LEASE_SECONDS, SupersededError, updateOwned } from "#lib/builds/owned-build";
import { db } from "#lib/db";
import { notifyBuild, notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Tells that the owner is alive, and learns whether someone wants the build canceled. By PostgreSQL's
 * clock alone, so that a worker's own may be wrong. @throws SupersededError
 */
export async function renewLease(claim: Claim): Promise<{ cancelRequested: boolean }> {
  const [row] = await db.$queryRaw<{ cancelRequested: boolean }[]>`
    UPDATE "Build" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${claim.id}::uuid AND attempt = ${claim.attempt} AND status = 'running'
    RETURNING "cancelRequestedAt" IS NOT NULL AS "cancelRequested"`;
  if (!row) throw new SupersededError(claim);
  return row;
}

/** Gives a build back to the queue unfinished. @throws SupersededError */
export async function releaseBuild(build: ClaimedBuild): Promise<void> {
  await db.$transaction(async (tx) => {
    await updateOwned(tx, build, { status: "queued", phase: null, leaseUntil: null });
    await notifyQueue(tx);
    await notifyBuild(tx, build.id);
    const { team, image, id } = build;
    await notifyChange(tx, { kind: "build", team, image, build: id, status: "queued" });
  });
}
