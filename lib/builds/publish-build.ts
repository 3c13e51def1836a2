import { recordAudit } from "#lib/audit/record-audit";
import type { ClaimedBuild } from "#lib/builds/claim-build";
import { GOOD_BUILD } from "#lib/builds/good-build";
import { updateOwned } from "#lib/builds/owned-build";
import { askForTags } from "#lib/channels/ask-for-tag";
import { attemptTag } from "#lib/channels/attempt-tag";
import { LATEST, moveChannel } from "#lib/channels/move-channel";
import { tagsOfBuild } from "#lib/channels/tags-of-build";
import { now } from "#lib/clock";
import { type Db, db } from "#lib/db";
import { emitEvent } from "#lib/events/emit-event";
import { notifyBuild, notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Longer than a registry may take for a few small requests; then all is rolled back and tried again. Shorter than
 * PostgreSQL waits for a transaction that says nothing.
 */
const TIMEOUT_MS = 20_000;

/**
 * Gives a good build its tags and records it as succeeded, as one: its own (":3.1"), the version's (":3") if no
 * later build of the version is good, :latest if no later version has a good build. The image's row is locked
 * meanwhile, so two builds that end together move tags one after the other, and the registry's tags and the rows
 * say the same. `giveTags` is repeated after a fault and must bear that.
 * @throws SupersededError before any tag has moved
 */
export async function publishBuild(
  build: ClaimedBuild,
  giveTags: (tags: { own: string; others: string[] }) => Promise<void>,
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      // In the order that moving an image takes: the image, then its builds.
      await tx.$queryRaw`SELECT id FROM "Image" WHERE id = ${build.imageId}::uuid FOR UPDATE`;
      await updateOwned(tx, build, {});
      const laterBuild = await tx.build.findFirst({
        where: { ...GOOD_BUILD, versionId: build.versionId, number: { gt: build.number } },
        select: { id: true },
      });
      const laterVersion = await tx.build.findFirst({
        where: { ...GOOD_BUILD, imageId: build.imageId, version: { number: { gt: build.version } } },
        select: { id: true },
      });
      const isLatest = !laterBuild && !laterVersion;
      const others = [...(laterBuild ? [] : [String(build.version)]), ...(isLatest ? [LATEST] : [])];
      await giveTags({ own: `${build.version}.${build.number}`, others });
      const at = now();
      await updateOwned(tx, build, {
        status: "succeeded",
        phase: null,
        leaseUntil: null,
        pushFinishedAt: at,
        finishedAt: at,
      });
      await tx.image.update({ where: { id: build.imageId }, data: { updatedAt: at } });
      await askForTags(tx, build.imageId, tagsToLookAt(build, at));
      await recordAndTell(tx, build);
      if (isLatest) await moveLatest(tx, build);
      await notifyBuild(tx, build.id);
      await notifyQueue(tx);
      await notifyChange(tx, {
        kind: "build",
        team: build.team,
        image: build.image,
        build: build.id,
        status: "succeeded",
      });
    },
    { timeout: TIMEOUT_MS },
  );
}

/**
 * The tags under which attempts were pushed are to go. After a worker was lost, what it still had under way may land
 * in the registry late, so the others are looked at once more.
 */
function tagsToLookAt(build: ClaimedBuild, pushStartedAt: Date): string[] {
  return build.attempt > 1 ? tagsOfBuild({ ...build, pushStartedAt }) : [attemptTag(build)];
}

async function recordAndTell(tx: Db, build: ClaimedBuild): Promise<void> {
  const { digest } = await tx.build.findUniqueOrThrow({ where: { id: build.id }, select: { digest: true } });
  await recordAudit(tx, null, {
    action: "build.succeed",
    teamId: build.teamId,
    imageId: build.imageId,
    target: `${build.team}/${build.image}:${build.version}.${build.number}`,
    after: { digest },
  });
  await emitEvent(tx, null, { kind: "build.succeeded", imageId: build.imageId, buildId: build.id });
}

async function moveLatest(tx: Db, build: ClaimedBuild): Promise<void> {
  const { imageId, id: buildId } = build;
  const fromBuildId = await moveChannel(tx, { imageId, name: LATEST, buildId });
  if (fromBuildId === buildId) return;
  await recordAudit(tx, null, {
    action: "channel.move",
    teamId: build.teamId,
    imageId,
    target: `${build.team}/${build.image}:${LATEST}`,
    after: { build: `${build.version}.${build.number}` },
  });
  await emitEvent(tx, null, {
    kind: "channel.moved",
    imageId,
    channel: LATEST,
    buildId,
    fromBuildId,
    reason: "",
  });
}
