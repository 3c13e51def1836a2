import { GOOD_BUILD } from "#lib/builds/good-build";
import { db } from "#lib/db";

/**
 * The image's last good build, by digest, where another engine than this one has its cache: a host that never built
 * an image need not start cold. Null when this engine built it last, or nobody did.
 */
export async function findCacheSource(imageId: string, engineId: string): Promise<string | null> {
  const last = await db.build.findFirst({
    where: { ...GOOD_BUILD, imageId },
    orderBy: { id: "desc" },
    select: { engineId: true, reference: true },
  });
  return last && last.engineId !== engineId ? last.reference : null;
}
