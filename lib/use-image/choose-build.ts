import { GOOD_BUILD } from "#lib/builds/good-build";
import { findBuildOfImage } from "#lib/channels/find-build-of-image";
import { LATEST } from "#lib/channels/move-channel";
import { requireGood } from "#lib/channels/require-good";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import type { ScopedImage } from "#lib/images/get-image-in-scope";

/** One of these at most; none of them means what latest names. */
export interface AskedBuild {
  channel?: string;
  version?: number;
  build?: string;
}

export interface ChosenBuild {
  buildId: string;
  /** The tag that follows it, null where the digest is to be named. */
  tag: string | null;
  follows: string | null;
}

/**
 * The good build that is asked for.
 * @throws not_found; conflict where it is a build that must not be given to anyone
 */
export async function chooseBuild(
  image: ScopedImage,
  { channel, version, build }: AskedBuild,
): Promise<ChosenBuild> {
  const name = `${image.team}/${image.name}`;
  if (build !== undefined) {
    const found = await findBuildOfImage(db, image, build);
    requireGood(found, "build");
    return { buildId: found.id, tag: null, follows: null };
  }
  if (version !== undefined) {
    const found = await db.build.findFirst({
      where: { ...GOOD_BUILD, imageId: image.id, version: { number: version } },
      orderBy: { number: "desc" },
      select: { id: true },
    });
    if (!found) throw notFound(`good build of version ${version} of ${name}`);
    return { buildId: found.id, tag: String(version), follows: `version ${version}` };
  }
  const row = await db.channel.findUnique({
    where: { imageId_name: { imageId: image.id, name: channel ?? LATEST } },
    select: { buildId: true },
  });
  if (!row && channel === undefined)
    throw new AppError("not_found", `${name} has no good build yet: there is nothing to start.`);
  if (!row) throw notFound(`channel as ${channel} of ${name}`);
  requireGood(await findBuildOfImage(db, image, row.buildId), "channel");
  if (channel === undefined) return { buildId: row.buildId, tag: null, follows: null };
  return { buildId: row.buildId, tag: channel, follows: `channel ${channel}` };
}
