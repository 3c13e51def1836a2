import type { Db } from "#lib/db";
import { shortenDigest } from "#lib/format/shorten-digest";

/** A build as impact is told in: by its tag. */
export interface GivenBuild {
  id: string;
  tag: string;
  revoked: boolean;
}

/** What every way of naming a build of an image leads to. */
export interface ImageState {
  channels: Map<string, GivenBuild>;
  /** A version's newest good build. */
  versions: Map<number, GivenBuild>;
}

interface Row {
  id: string;
  version: number;
  number: number;
  revoked: boolean;
}

const toGiven = ({ id, version, number, revoked }: Row): GivenBuild => ({
  id,
  tag: `${version}.${number}`,
  revoked,
});

/** What an image's channels and versions name now, or would name with one build revoked. */
export async function readImageState(
  tx: Pick<Db, "$queryRaw">,
  imageId: string,
  revoked?: string,
): Promise<ImageState> {
  // One after the other: a transaction has one connection.
  const channels = await tx.$queryRaw<(Row & { name: string })[]>`
    SELECT channel.name, b.id, v.number AS version, b.number,
      b."revokedAt" IS NOT NULL OR b.id = ${revoked ?? null}::uuid AS revoked
    FROM "Channel" channel JOIN "Build" b ON b.id = channel."buildId" JOIN "Version" v ON v.id = b."versionId"
    WHERE channel."imageId" = ${imageId}::uuid`;
  const versions = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT ON (v.number) b.id, v.number AS version, b.number, false AS revoked
    FROM "Version" v JOIN "Build" b ON b."versionId" = v.id
    WHERE v."imageId" = ${imageId}::uuid AND b.status = 'succeeded' AND b."revokedAt" IS NULL
      AND b.id IS DISTINCT FROM ${revoked ?? null}::uuid
    ORDER BY v.number, b.number DESC`;
  return {
    channels: new Map(channels.map((row) => [row.name, toGiven(row)])),
    versions: new Map(versions.map((row) => [row.version, toGiven(row)])),
  };
}

/** The newest good build of the newest version that has one. */
export function newestGood(state: ImageState): GivenBuild | null {
  return state.versions.get(Math.max(...state.versions.keys())) ?? null;
}

/**
 * What a tag in another image's FROM leads to: a channel, a version ("3"), or one build ("3.2"), which no change but
 * its own revocation touches; or a digest, which stays whatever is said of its build.
 */
export function findByTag(state: ImageState, tag: string, revokedTag?: string): GivenBuild | null {
  if (tag.startsWith("sha256:")) return { id: tag, tag: shortenDigest(tag), revoked: false };
  if (/^\d+\.\d+$/.test(tag)) return { id: tag, tag, revoked: tag === revokedTag };
  return /^\d+$/.test(tag) ? (state.versions.get(Number(tag)) ?? null) : (state.channels.get(tag) ?? null);
}
