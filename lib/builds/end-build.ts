import type { ClaimedBuild } from "#lib/builds/claim-build";
import { updateOwned } from "#lib/builds/owned-build";
import type { BuildError } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { notifyBuild, notifyChange } from "#lib/live/notify";

/** Ends a build that its worker gave up: failed with what went wrong, or canceled. No tag moves. */
export async function endBuild(
  build: ClaimedBuild,
  outcome: { status: "failed"; error: BuildError } | { status: "canceled" },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await updateOwned(tx, build, {
      status: outcome.status,
      phase: null,
      leaseUntil: null,
      finishedAt: new Date(),
      ...(outcome.status === "failed" && { error: outcome.error }),
    });
    await tx.image.update({ where: { id: build.imageId }, data: { updatedAt: new Date() } });
    await notifyBuild(tx, build.id);
    await notifyChange(tx, {
      kind: "build",
      team: build.team,
      image: build.image,
      build: build.id,
      status: outcome.status,
    });
  });
}
