import type { BaseImage } from "#lib/base-images/schemas";
import type { Prisma } from "#prisma/generated/client";

/** A row as the API shows it; `usedBy` is counted by the caller. */
export function toBaseImage(row: Prisma.BaseImageGetPayload<object>, usedBy: number): BaseImage {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    reference: row.reference,
    digest: row.digest,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    runtimes: (row.runtimes ?? {}) as Record<string, string>,
    usedBy,
    checking: row.checkRequestedAt !== null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    checkError: row.checkError,
    updatedAt: row.updatedAt.toISOString(),
  };
}
