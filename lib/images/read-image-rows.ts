import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import type { SUMMARY_SELECT } from "#lib/builds/build-dto";
import type { accessSelect } from "#lib/images/image-access";
import type { IMAGE_SELECT } from "#lib/images/image-dto";
import { queryPrepared } from "#lib/prepared";
import type { Prisma } from "#prisma/generated/client";

type BuildRow = Prisma.BuildGetPayload<{ select: typeof SUMMARY_SELECT }>;
type ImageRow = Prisma.ImageGetPayload<{ select: typeof IMAGE_SELECT & ReturnType<typeof accessSelect> }> & {
  uses: number;
};

const IMAGES = `
  SELECT image.id, image.name, image.description, image."versionCount", image."createdAt", image."updatedAt",
    image.visibility, image.packages, image."deprecatedAt", image."deprecationMessage", image."teamId",
    image."deprecationDate"::text || 'T00:00:00Z' AS "deprecationDate", image."lastBuildId", image."latestBuildId",
    json_build_object('name', team.name) AS team,
    (SELECT json_build_object('name', other.name, 'deletedAt', other."deletedAt",
      'team', json_build_object('name', owner.name))
      FROM "Image" other JOIN "Team" owner ON owner.id = other."teamId" WHERE other.id = image."replacementId"
    ) AS replacement,
    (SELECT COALESCE(json_agg(json_build_object('teamId', share."teamId", 'access', share.access)), '[]')
      FROM "ImageShare" share WHERE share."imageId" = image.id AND share."teamId" = ANY($2::uuid[])) AS shares,
    (SELECT count(*)::int FROM "ProjectUse" use WHERE use."imageId" = image.id) AS uses
  FROM "Image" image JOIN "Team" team ON team.id = image."teamId" WHERE image.id = ANY($1::uuid[])`;

const BUILDS = `
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
  WHERE build.id = ANY($1::uuid[])`;

type Flat = Omit<ImageRow, "lastBuild" | "latestBuild" | "deprecationDate"> & {
  lastBuildId: string | null;
  latestBuildId: string | null;
  deprecationDate: string | null;
};

/**
 * Images as IMAGE_SELECT and accessSelect have them, in the order of their ids, with how many uses of projects each has.
 * The catalogue is asked for by every page, and Prisma's query for it takes PostgreSQL longer to plan than these two take.
 */
export async function readImageRows(ctx: Context, ids: string[]): Promise<ImageRow[]> {
  const flat = await queryPrepared<Flat>("image-rows", IMAGES, [ids, visibleTeamIds(ctx)]);
  const buildIds = flat.flatMap(({ lastBuildId, latestBuildId }) => [lastBuildId, latestBuildId]);
  const rows = await queryPrepared<BuildRow>("build-rows", BUILDS, [[...new Set(buildIds.filter(Boolean))]]);
  const builds = new Map(rows.map((row) => [row.id, row]));
  const images = new Map(flat.map((row) => [row.id, row]));
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
