import type { BaseImage } from "#lib/base-images/schemas";
import type { Prisma } from "#prisma/generated/client";

const RUNTIME_LABEL = "bakehouse.runtime.";

/** A row as the API shows it; `usedBy` is counted by the caller. */
export function toBaseImage(row: Prisma.BaseImageGetPayload<object>, usedBy: number): BaseImage {
  const labels = Object.entries((row.labels ?? {}) as Record<string, string>);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    reference: row.reference,
    digest: row.digest,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    runtimes: Object.fromEntries(
      labels
        .filter(([label]) => label.startsWith(RUNTIME_LABEL))
        .map(([label, version]) => [label.slice(RUNTIME_LABEL.length), version]),
    ),
    usedBy,
    checking: row.checkRequestedAt !== null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    checkError: row.checkError,
    updatedAt: row.updatedAt.toISOString(),
  };
}
