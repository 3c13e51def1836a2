import { referencesOf } from "#lib/builds/read-image-uses";
import { repositoryOf } from "#lib/builds/registry-address";
import { db } from "#lib/db";

export interface NeededImages {
  /** Engine's ids, and references by tag and by digest. */
  names: Set<string>;
  /** Whether a build is looking for its bases: any image may be needed in a moment. */
  isResolving: boolean;
}

/** What builds that run or wait need of an engine's images, whichever worker of that engine has them. */
export async function readNeededImages(engineId: string): Promise<NeededImages> {
  const builds = await db.build.findMany({
    where: { status: { in: ["queued", "running"] }, OR: [{ engineId }, { worker: { engineId } }] },
    select: {
      status: true,
      phase: true,
      bases: true,
      engineImageId: true,
      number: true,
      version: { select: { number: true } },
      image: { select: { repository: true } },
    },
  });
  return {
    names: new Set(
      builds.flatMap(({ image, version, number, engineImageId, bases }) => [
        `${repositoryOf(image)}:${version.number}.${number}`,
        ...(engineImageId ? [engineImageId] : []),
        ...referencesOf(bases),
      ]),
    ),
    isResolving: builds.some(({ status, phase }) => status === "running" && phase === "resolving"),
  };
}
