import type { Db } from "#lib/db";
import { notifyChore } from "#lib/live/notify";

/** Every tag that a deleted image had. */
export const ALL_TAGS = "*";

/** Has a worker bring tags of an image in the registry in line with the catalogue. */
export async function askForTags(
  tx: Pick<Db, "registryTag" | "$executeRaw">,
  imageId: string,
  tags: readonly string[],
): Promise<void> {
  const now = new Date();
  for (const tag of tags) {
    await tx.registryTag.upsert({
      where: { imageId_tag: { imageId, tag } },
      create: { imageId, tag, requestedAt: now, notBefore: now },
      update: { requestedAt: now, notBefore: now, attempts: 0, error: null },
    });
  }
  if (tags.length > 0) await notifyChore(tx, "tags");
}
