import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import type { Version, VersionSummary } from "#lib/versions/schemas";
import type { Prisma } from "#prisma/generated/client";

export const VERSION_SELECT = {
  number: true,
  message: true,
  createdAt: true,
  buildCount: true,
  author: { select: { name: true } },
  builds: { select: SUMMARY_SELECT, orderBy: { number: "desc" }, take: 1 },
} satisfies Prisma.VersionSelect;

export function toVersionSummary(
  row: Prisma.VersionGetPayload<{ select: typeof VERSION_SELECT }>,
): VersionSummary {
  const [lastBuild] = row.builds;
  return {
    number: row.number,
    message: row.message,
    author: row.author?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    builds: row.buildCount,
    lastBuild: lastBuild ? toBuildSummary(lastBuild) : null,
  };
}

export function toVersion(
  row: Prisma.VersionGetPayload<{ select: typeof VERSION_SELECT & { dockerfile: true } }>,
): Version {
  return { ...toVersionSummary(row), dockerfile: row.dockerfile };
}
