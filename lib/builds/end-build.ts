import { recordAudit } from "#lib/audit/record-audit";
import type { ClaimedBuild } from "#lib/builds/claim-build";
import { updateOwned } from "#lib/builds/owned-build";
import type { BuildError } from "#lib/builds/schemas";
import { askForTags } from "#lib/channels/ask-for-tag";
import { tagsOfBuild } from "#lib/channels/tags-of-build";
import { now } from "#lib/clock";
import { db } from "#lib/db";
import { emitEvent } from "#lib/events/emit-event";
import { notifyBuild, notifyChange, notifyQueue } from "#lib/live/notify";

/** Ends a build that its worker gave up: failed with what went wrong, or canceled. A tag that it was about to get goes. */
export async function endBuild(
  build: ClaimedBuild,
  outcome: { status: "failed"; error: BuildError } | { status: "canceled" },
): Promise<void> {
  await db.$transaction(async (tx) => {
    // In the order that moving an image takes: the image, then its builds.
    await tx.$queryRaw`SELECT id FROM "Image" WHERE id = ${build.imageId}::uuid FOR UPDATE`;
    await updateOwned(tx, build, {
      status: outcome.status,
      phase: null,
      leaseUntil: null,
      finishedAt: now(),
      ...(outcome.status === "failed" && { error: outcome.error }),
    });
    await tx.image.update({ where: { id: build.imageId }, data: { updatedAt: now() } });
    if (outcome.status === "failed") {
      await recordAudit(tx, null, {
        action: "build.fail",
        teamId: build.teamId,
        imageId: build.imageId,
        target: `${build.team}/${build.image}:${build.version}.${build.number}`,
        after: { error: outcome.error.message },
      });
      await emitEvent(tx, null, { kind: "build.failed", imageId: build.imageId, buildId: build.id });
    }
    const pushed = await tx.build.findUniqueOrThrow({
      where: { id: build.id },
      select: { pushStartedAt: true, digest: true },
    });
    await askForTags(tx, build.imageId, tagsOfBuild({ ...build, ...pushed }));
    await notifyBuild(tx, build.id);
    await notifyQueue(tx);
    await notifyChange(tx, {
      kind: "build",
      team: build.team,
      image: build.image,
      build: build.id,
      status: outcome.status,
    });
  });
}
