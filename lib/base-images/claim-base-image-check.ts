import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";

export interface BaseImageCheck {
  id: string;
  reference: string;
}

/**
 * A base image whose digest someone wants to know; its request is taken off, so that one worker asks. A
 * worker that dies meanwhile leaves the old digest and an open `checkedAt`: anyone can ask again.
 */
export async function claimBaseImageCheck(): Promise<BaseImageCheck | null> {
  const [row] = await db.$queryRaw<BaseImageCheck[]>`
    UPDATE "BaseImage" SET "checkRequestedAt" = NULL WHERE id = (
      SELECT id FROM "BaseImage" WHERE "checkRequestedAt" IS NOT NULL
      ORDER BY "checkRequestedAt" FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING id, reference`;
  return row ?? null;
}

/** What the registry said: a digest, or why there is none. */
export async function recordBaseImageCheck(
  id: string,
  result: { digest: string } | { error: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const now = new Date();
    await tx.baseImage.updateMany({
      where: { id },
      data:
        "digest" in result
          ? { digest: result.digest, checkError: null, checkedAt: now, updatedAt: now }
          : { checkError: result.error, checkedAt: now },
    });
    await notifyChange(tx, { kind: "baseImages" });
  });
}
