import { isDeepStrictEqual } from "node:util";
import { GOOD_BUILD } from "#lib/builds/good-build";
import { ALL_TAGS } from "#lib/channels/ask-for-tag";
import { type Db, db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import type { Prisma } from "#prisma/generated/client";

/** How long a worker may take for one tag before another one takes it. */
const LEASE_SECONDS = 60;
const MAX_PAUSE_SECONDS = 600;
/** A build that is being published has its image to itself for as long as the registry takes. */
const TIMEOUT_MS = 30_000;

/** What a tag should name: this digest; nothing; anything but what a bad build gave it; null: whatever it names. */
export type Wanted = { digest: string } | { nothing: true } | { notThis: string } | null;

/** A tag that a worker is to bring in line, and what it should name by now. */
export interface TagTask {
  imageId: string;
  tag: string;
  requestedAt: Date;
  attempts: number;
  /** Below the registry's address. */
  repository: string;
  wanted: Wanted;
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
    return { ...row, wanted: null, leftovers: await readLeftovers(imageId, row.repository) };
  return { ...row, wanted: await readWanted(db, imageId, tag), leftovers: null };
}

async function readWanted(tx: Pick<Db, "build" | "channel">, imageId: string, tag: string): Promise<Wanted> {
  const [version, number] = /^(\d+)(?:\.(\d+))?$/.exec(tag)?.slice(1) ?? [];
  if (number) return wantedOfBuild(tx, imageId, Number(version), Number(number));
  const build = version
    ? await tx.build.findFirst({
        where: { imageId, ...GOOD_BUILD, version: { number: Number(version) } },
        orderBy: { number: "desc" },
        select: { digest: true, revokedAt: true },
      })
    : (
        await tx.channel.findUnique({
          where: { imageId_name: { imageId, name: tag } },
          select: { build: { select: { digest: true, revokedAt: true } } },
        })
      )?.build;
  return build?.digest && !build.revokedAt ? { digest: build.digest } : { nothing: true };
}

/** A build's own tag is its own for good, revoked or not; under way, whoever ends the build sees to it. */
async function wantedOfBuild(
  tx: Pick<Db, "build">,
  imageId: string,
  version: number,
  number: number,
): Promise<Wanted> {
  const build = await tx.build.findFirst({
    where: { imageId, number, version: { number: version } },
    select: { status: true, digest: true },
  });
  if (!build?.digest || build.status === "queued" || build.status === "running") return null;
  return build.status === "succeeded" ? { digest: build.digest } : { notThis: build.digest };
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

/**
 * The tag is as it was wanted. It stays to be looked at if it was asked for again meanwhile, or if a build that was being
 * published has made something else be wanted: what that build put there may have been overwritten.
 */
export async function finishRegistryTag({ imageId, tag, requestedAt, wanted }: TagTask): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM "Image" WHERE id = ${imageId}::uuid FOR SHARE`;
      const isStillWanted = tag === ALL_TAGS || isDeepStrictEqual(await readWanted(tx, imageId, tag), wanted);
      const where = { imageId, tag, requestedAt };
      if (isStillWanted) await tx.registryTag.deleteMany({ where });
      else await tx.registryTag.updateMany({ where, data: { notBefore: new Date() } });
    },
    { timeout: TIMEOUT_MS },
  );
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
