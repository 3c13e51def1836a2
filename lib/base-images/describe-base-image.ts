import { readRuntimes } from "#lib/base-images/read-runtimes";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";

/** Whether base images have this digest of which nobody knows yet what it brings. */
export async function isUndescribed(digest: string): Promise<boolean> {
  return (await db.baseImage.count({ where: { digest, sizeBytes: null } })) > 0;
}

/** Records what an engine that has the image says of it: its size and the runtimes it names. */
export async function describeBaseImage(
  digest: string,
  image: { sizeBytes: number; config: { env: string[]; labels: Record<string, string> } },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.baseImage.updateMany({
      where: { digest },
      data: { sizeBytes: image.sizeBytes, runtimes: readRuntimes(image.config) },
    });
    await notifyChange(tx, { kind: "baseImages" });
  });
}
