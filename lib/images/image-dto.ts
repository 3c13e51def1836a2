import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import type { ImageSummary } from "#lib/images/schemas";
import type { Prisma } from "#prisma/generated/client";

export const IMAGE_SELECT = {
  id: true,
  name: true,
  description: true,
  versionCount: true,
  createdAt: true,
  updatedAt: true,
  visibility: true,
  packages: true,
  deprecatedAt: true,
  deprecationMessage: true,
  deprecationDate: true,
  replacement: { select: { name: true, deletedAt: true, team: { select: { name: true } } } },
  team: { select: { name: true } },
  lastBuild: { select: SUMMARY_SELECT },
  latestBuild: { select: SUMMARY_SELECT },
} satisfies Prisma.ImageSelect;

/** A row as the API shows it, with the uses that countUses found, but for what the viewer may do with it. */
export function toImageSummary(
  row: Prisma.ImageGetPayload<{ select: typeof IMAGE_SELECT }>,
  uses: number,
): Omit<ImageSummary, "role"> {
  return {
    id: row.id,
    team: row.team.name,
    name: row.name,
    description: row.description,
    versions: row.versionCount,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastBuild: row.lastBuild ? toBuildSummary(row.lastBuild) : null,
    visibility: row.visibility,
    packages: row.packages,
    uses,
    deprecated: row.deprecatedAt && {
      at: row.deprecatedAt.toISOString(),
      message: row.deprecationMessage ?? "",
      date: row.deprecationDate?.toISOString().slice(0, 10) ?? null,
      replacement:
        row.replacement && !row.replacement.deletedAt
          ? `${row.replacement.team.name}/${row.replacement.name}`
          : null,
    },
    latest: row.latestBuild ? toBuildSummary(row.latestBuild) : null,
  };
}
