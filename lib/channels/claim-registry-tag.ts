import { GOOD_BUILD } from "#lib/builds/good-build";
import { ALL_TAGS } from "#lib/channels/ask-for-tag";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import type { Prisma } from "#prisma/generated/client";

/** How long a worker may take for one tag before another one takes it. */
const LEASE_SECONDS = 60;
const MAX_PAUSE_SECONDS = 600;

/** A tag that a worker is to bring in line, and what it should name by now. */
export interface TagTask {
  imageId: string;
  tag: string;
  requestedAt: Date;
  attempts: number;
  /** Below the registry's address. */
  repository: string;
  /** Null: the tag should not be there. */
  digest: string | null;
  /** For a deleted image: all the tags it had, and the digests of its builds. */
  leftovers: { tags: string[]; digests: string[] } | null;
}

/** The tag that has waited longest, with what the channels and builds say it should name at this moment. */
export async function claimRegistryTag(): Promise<TagTask | null> {
  const [row] = await db.$queryRaw<
    { imageId: string; tag: string; requestedAt: Date; attempts: number; repository: string }[]
  >`
    UPDATE "RegistryTag" task
    SET "notBefore" = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
    FROM "Image" image WHERE image.id = task."imageId" AND (task."imageId", task.tag) IN (
      SELECT "imageId", tag FROM "RegistryTag" WHERE "notBefore" <= now()
      ORDER BY "notBefore" FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING task."imageId", task.tag, task."requestedAt", task.attempts, image.repository`;
  if (!row) return null;
  const { imageId, tag } = row;
  if (tag === ALL_TAGS)
    return { ...row, digest: null, leftovers: await readLeftovers(imageId, row.repository) };
  return { ...row, digest: await wantedDigest(imageId, tag), leftovers: null };
}

async function wantedDigest(imageId: string, tag: string): Promise<string | null> {
  const build = /^\d+$/.test(tag)
    ? await db.build.findFirst({
        where: { imageId, ...GOOD_BUILD, version: { number: Number(tag) } },
        orderBy: { number: "desc" },
        select: { digest: true },
      })
    : (
        await db.channel.findUnique({
          where: { imageId_name: { imageId, name: tag } },
          select: { build: { select: { digest: true, revokedAt: true } } },
        })
      )?.build;
  if (!build || ("revokedAt" in build && build.revokedAt)) return null;
  return build.digest;
}

/** Without what an image that was created under the same name since has by now. */
async function readLeftovers(imageId: string, repository: string): Promise<TagTask["leftovers"]> {
  const [gone, kept] = await Promise.all([
    namesOf({ id: imageId }),
    namesOf({ repository, deletedAt: null }),
  ]);
  return {
    tags: gone.tags.filter((tag) => !kept.tags.includes(tag)),
    digests: gone.digests.filter((digest) => !kept.digests.includes(digest)),
  };
}

async function namesOf(image: Prisma.ImageWhereInput): Promise<{ tags: string[]; digests: string[] }> {
  const [builds, channels] = await Promise.all([
    db.build.findMany({
      where: { image, digest: { not: null } },
      select: { number: true, digest: true, version: { select: { number: true } } },
    }),
    db.channel.findMany({ where: { image }, select: { name: true } }),
  ]);
  const tags = builds.flatMap(({ number, version }) => [
    `${version.number}.${number}`,
    String(version.number),
  ]);
  return {
    tags: [...new Set([...tags, ...channels.map(({ name }) => name)])],
    digests: [...new Set(builds.flatMap(({ digest }) => digest ?? []))],
  };
}

/** The tag is as it was wanted; if it was asked for again meanwhile, it stays to be looked at. */
export async function finishRegistryTag({ imageId, tag, requestedAt }: TagTask): Promise<void> {
  await db.registryTag.deleteMany({ where: { imageId, tag, requestedAt } });
  await tell(imageId);
}

/** The registry did not do it; it is tried again after a growing pause, at once if it was asked for again meanwhile. */
export async function postponeRegistryTag(
  { imageId, tag, requestedAt, attempts }: TagTask,
  error: string,
): Promise<void> {
  const pause = Math.min(MAX_PAUSE_SECONDS, 2 ** attempts);
  await db.registryTag.updateMany({
    where: { imageId, tag, requestedAt },
    data: { error, notBefore: new Date(Date.now() + pause * 1000) },
  });
  await tell(imageId);
}

async function tell(imageId: string): Promise<void> {
  const image = await db.image.findUnique({
    where: { id: imageId },
    select: { name: true, team: { select: { name: true } } },
  });
  if (image) await notifyChange(db, { kind: "image", team: image.team.name, image: image.name });
}
