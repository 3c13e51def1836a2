import type { SUMMARY_SELECT } from "#lib/builds/build-dto";
import type { accessSelect } from "#lib/images/image-access";
import type { IMAGE_SELECT } from "#lib/images/image-dto";
import type { Prisma } from "#prisma/generated/client";

type BuildRow = Prisma.BuildGetPayload<{ select: typeof SUMMARY_SELECT }>;
export type ImageRow = Prisma.ImageGetPayload<{
  select: typeof IMAGE_SELECT & ReturnType<typeof accessSelect>;
}> & {
  uses: number;
};

type Flat = Omit<ImageRow, "lastBuild" | "latestBuild" | "deprecationDate"> & {
  lastBuildId: string | null;
  latestBuildId: string | null;
  deprecationDate: string | null;
};

/** What a statement with imageRowsSql finds. */
export interface FoundImageRows {
  images: Flat[] | null;
  builds: BuildRow[] | null;
}

/**
 * The columns `images` and `builds`, as JSON: images as IMAGE_SELECT and accessSelect have them, with how many uses of
 * projects each has, and their newest builds and those that :latest names. The catalogue is asked for by every page, and
 * Prisma's query for it takes PostgreSQL longer to plan than this takes.
 * @param ids SQL for the ids of the images, an array
 * @param teams SQL for the ids of the viewer's teams, an array
 */
export function imageRowsSql(ids: string, teams: string): string {
  return `
  (SELECT json_agg(found) FROM (
  SELECT image.id, image.name, image.description, image."versionCount", image."createdAt", image."updatedAt",
    image.visibility, image.packages, image."deprecatedAt", image."deprecationMessage", image."teamId",
    image."deprecationDate"::text || 'T00:00:00Z' AS "deprecationDate", image."lastBuildId", image."latestBuildId",
    json_build_object('name', team.name) AS team,
    (SELECT json_build_object('name', other.name, 'deletedAt', other."deletedAt",
      'team', json_build_object('name', owner.name))
      FROM "Image" other JOIN "Team" owner ON owner.id = other."teamId" WHERE other.id = image."replacementId"
    ) AS replacement,
    (SELECT COALESCE(json_agg(json_build_object('teamId', share."teamId", 'access', share.access)), '[]')
      -- By the image, which is shared with few: the viewer's teams may have hundreds of shares.
      FROM (SELECT * FROM "ImageShare" WHERE "imageId" = image.id OFFSET 0) share
      WHERE share."teamId" = ANY(${teams}::uuid[])) AS shares,
    (SELECT count(*)::int FROM "ProjectUse" use WHERE use."imageId" = image.id) AS uses
  FROM "Image" image JOIN "Team" team ON team.id = image."teamId"
    WHERE image.id = ANY(${ids}::uuid[])
  ) found) AS images,
  (SELECT json_agg(found) FROM (
  SELECT build.id, build.number, build.status, build.phase, build.trigger, build."cancelRequestedAt", build.attempt,
    build.reference, build.digest, build."sizeBytes", build."layerCount", build."stepCount", build."cachedStepCount",
    build.error, build."queuedAt", build."startedAt", build."buildStartedAt", build."buildFinishedAt",
    build."pushStartedAt", build."pushFinishedAt", build."finishedAt", build."revokedAt", build."revokeReason",
    build."revokedByName",
    (SELECT COALESCE(json_agg(json_build_object('name', channel.name) ORDER BY channel.name), '[]')
      FROM "Channel" channel WHERE channel."buildId" = build.id) AS channels,
    json_build_object('name', image.name, 'team', json_build_object('name', team.name)) AS image,
    json_build_object('number', version.number, 'message', version.message) AS version,
    CASE WHEN person.id IS NOT NULL THEN json_build_object('name', person.name) END AS "requestedBy",
    CASE WHEN token.id IS NOT NULL THEN json_build_object('name', token.name) END AS "requestedByToken"
  FROM "Build" build
  JOIN "Image" image ON image.id = build."imageId"
  JOIN "Team" team ON team.id = image."teamId"
  JOIN "Version" version ON version.id = build."versionId"
  LEFT JOIN "User" person ON person.id = build."requestedById"
  LEFT JOIN "ApiToken" token ON token.id = build."requestedByTokenId"
    WHERE build.id = ANY(ARRAY(
      SELECT unnest(ARRAY[image."lastBuildId", image."latestBuildId"]) FROM "Image" image WHERE image.id = ANY(${ids}::uuid[])))
  ) found) AS builds`;
}

/** What was found, in the order of the ids. */
export function toImageRows(found: FoundImageRows, ids: string[]): ImageRow[] {
  const builds = new Map(found.builds?.map((row) => [row.id, withDates(row)]));
  const images = new Map(found.images?.map((row) => [row.id, withDates(row)]));
  return ids.flatMap((id) => {
    const row = images.get(id);
    if (!row) return [];
    const { lastBuildId, latestBuildId, deprecationDate, ...rest } = row;
    return {
      ...rest,
      deprecationDate: deprecationDate === null ? null : new Date(deprecationDate),
      lastBuild: builds.get(lastBuildId ?? "") ?? null,
      latestBuild: builds.get(latestBuildId ?? "") ?? null,
    };
  });
}

/** JSON has times as texts. */
function withDates<Row extends object>(row: Row): Row {
  const dated = row as Record<string, unknown>;
  for (const column in dated) {
    const value = dated[column];
    if (typeof value === "string" && column.endsWith("At")) dated[column] = new Date(value);
  }
  return row;
}
