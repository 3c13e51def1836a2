import { registryAddress } from "#lib/builds/registry-address";
import { queryPrepared } from "#lib/prepared";
import { GIVEN_SQL } from "#lib/projects/given-sql";
import type { Follows, Use } from "#lib/projects/schemas";

interface Row {
  id: string;
  projectId: string;
  team: string;
  project: string;
  name: string;
  image: string;
  isVisible: boolean;
  deprecated: boolean;
  channel: string | null;
  version: number | null;
  pinned: string | null;
  heldUntil: Date | null;
  isHeld: boolean;
  holdReason: string;
  buildId: string | null;
  tag: string | null;
  repository: string;
  digest: string | null;
  revoked: boolean;
  revokeReason: string | null;
  newerVersions: number;
  newerBuilds: number;
  newerSince: Date | null;
  newest: string | null;
  lastAskedAt: Date | null;
}

/** $1 whose images the reader may see, $2 ids that `column` is among. */
const usesSql = (column: string) => `
  SELECT use.id, project.id AS "projectId", team.name AS team, project.name AS project, use.name,
    owner.name || '/' || image.name AS image, image."deprecatedAt" IS NOT NULL AS deprecated,
    image."teamId" = ANY($1::uuid[]) OR image.visibility = 'organisation' OR EXISTS (
      SELECT FROM "ImageShare" share
      WHERE share."imageId" = image.id AND share."teamId" = ANY($1::uuid[])) AS "isVisible",
    channel.name AS channel, use.version, use."heldUntil", use."holdReason",
    use."pinnedBuildId" IS NOT NULL AND use."heldUntil" > now() AS "isHeld",
    (SELECT v.number || '.' || b.number FROM "Build" b JOIN "Version" v ON v.id = b."versionId"
     WHERE b.id = use."pinnedBuildId") AS pinned,
    given.id AS "buildId", "givenVersion".number || '.' || given.number AS tag, image.repository,
    given.digest, given."revokedAt" IS NOT NULL AS revoked, given."revokeReason",
    COALESCE(newer.versions, 0)::int AS "newerVersions", COALESCE(newer.builds, 0)::int AS "newerBuilds",
    newer.since AS "newerSince", newer.tag AS newest, use."lastAskedAt"
  FROM "ProjectUse" use
  JOIN "Project" project ON project.id = use."projectId"
  JOIN "Team" team ON team.id = project."teamId"
  ${GIVEN_SQL}
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT v.number) FILTER (WHERE v.number > "givenVersion".number) AS versions,
      count(*) AS builds, min(b."finishedAt") AS since,
      (array_agg(v.number || '.' || b.number ORDER BY v.number DESC, b.number DESC))[1] AS tag
    FROM "Version" v JOIN "Build" b ON b."versionId" = v.id
    WHERE v."imageId" = use."imageId" AND v.number >= "givenVersion".number
      AND b.status = 'succeeded' AND b."revokedAt" IS NULL
      AND (v.number, b.number) > ("givenVersion".number, given.number)
  ) newer ON given.id IS NOT NULL
  WHERE ${column} = ANY($2::uuid[])
  ORDER BY team.name, project.name, use.name`;

/** All uses of some projects, or some uses by their own ids. */
const SQL = { projects: usesSql(`use."projectId"`), uses: usesSql("use.id") };

/**
 * Uses of projects with what each is given now and how far that is behind, in one query: a prepared one, for planning its
 * dozen joins takes PostgreSQL longer than running it.
 * @param of what `ids` are of; @param teamIds whose images the reader may see
 */
export async function readUses(
  of: keyof typeof SQL,
  ids: string[],
  teamIds: string[],
): Promise<(Use & { projectId: string })[]> {
  const rows = await queryPrepared<Row>(`uses of ${of}`, SQL[of], [teamIds, ids]);
  return rows.map(toUse);
}

function toUse(row: Row): Use & { projectId: string } {
  const isPinnedOnly = row.channel === null && row.version === null;
  return {
    id: row.id,
    projectId: row.projectId,
    team: row.team,
    project: row.project,
    name: row.name,
    image: row.image,
    isVisible: row.isVisible,
    deprecated: row.deprecated,
    follows: toFollows(row),
    hold:
      row.isHeld && !isPinnedOnly
        ? { until: row.heldUntil?.toISOString() ?? null, reason: row.holdReason }
        : null,
    gets:
      row.buildId && row.digest && row.tag
        ? {
            id: row.buildId,
            tag: row.tag,
            reference: `${registryAddress()}/${row.repository}@${row.digest}`,
            digest: row.digest,
            revoked: row.revoked,
            revokeReason: row.revokeReason,
          }
        : null,
    behind:
      row.newerBuilds > 0 && row.newerSince && row.newest
        ? {
            versions: row.newerVersions,
            builds: row.newerBuilds,
            since: row.newerSince.toISOString(),
            newest: row.newest,
          }
        : null,
    lastAskedAt: row.lastAskedAt?.toISOString() ?? null,
  };
}

function toFollows({ channel, version, pinned }: Row): Follows {
  if (channel !== null) return { kind: "channel", channel };
  if (version !== null) return { kind: "version", version };
  return { kind: "build", build: pinned ?? "" };
}
