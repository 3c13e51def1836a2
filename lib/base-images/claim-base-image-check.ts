import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { Prisma } from "#prisma/generated/client";

export interface BaseImageCheck {
  id: string;
  reference: string;
  requestedAt: Date;
}

/** How long a worker may take to ask a registry before another one does. */
const LEASE_SECONDS = 90;

/** A base image whose digest someone wants to know, for this worker to ask its registry. */
export async function claimBaseImageCheck(): Promise<BaseImageCheck | null> {
  const [row] = await db.$queryRaw<BaseImageCheck[]>`
    UPDATE "BaseImage" SET "checkLeaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = (
      SELECT id FROM "BaseImage"
      WHERE "checkRequestedAt" IS NOT NULL AND ("checkLeaseUntil" IS NULL OR "checkLeaseUntil" < now())
      ORDER BY "checkRequestedAt" FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING id, reference, "checkRequestedAt" AS "requestedAt"`;
  return row ?? null;
}

/** What the registry said: a digest, or why there is none. With another digest, what it brings is unknown. */
export async function recordBaseImageCheck(
  { id, requestedAt }: BaseImageCheck,
  result: { digest: string } | { error: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const now = new Date();
    if ("digest" in result) {
      await tx.baseImage.updateMany({
        where: { id, OR: [{ digest: null }, { NOT: { digest: result.digest } }] },
        data: { digest: result.digest, sizeBytes: null, runtimes: Prisma.DbNull, updatedAt: now },
      });
    }
    await tx.baseImage.updateMany({
      where: { id },
      data: {
        checkedAt: now,
        checkError: "error" in result ? result.error : null,
        checkLeaseUntil: null,
      },
    });
    // Asked for again meanwhile, it is asked again.
    await tx.baseImage.updateMany({
      where: { id, checkRequestedAt: requestedAt },
      data: { checkRequestedAt: null },
    });
    await notifyChange(tx, { kind: "baseImages" });
  });
}
