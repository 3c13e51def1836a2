import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { registryAddress } from "#lib/builds/registry-address";
import { AppError, notFound } from "#lib/errors";
import { queryPrepared } from "#lib/prepared";
import { countAsk } from "#lib/projects/count-asks";
import { GIVEN_SQL } from "#lib/projects/given-sql";
import type { ResolvedImage } from "#lib/projects/schemas";
import { hashToken } from "#lib/tokens/hash-token";

interface Row {
  id: string;
  image: string;
  repository: string;
  deprecated: string | null;
  heldUntil: Date | null;
  isHeld: boolean;
  holdReason: string;
  tag: string | null;
  digest: string | null;
  sizeBytes: string | null;
  platform: string | null;
  revokedAt: Date | null;
  revokeReason: string | null;
  replacement: string | null;
  replacementDigest: string | null;
}

type Asked = { team: string; project: string; use: string };

/** $1 team, $2 project, $3 use; `mayAsk` says with $4 who may ask about the team. */
const resolveSql = (mayAsk: string) => `
  SELECT use.id, owner.name || '/' || image.name AS image, image.repository,
    CASE WHEN image."deprecatedAt" IS NOT NULL THEN image."deprecationMessage" END AS deprecated,
    use."heldUntil", use."pinnedBuildId" IS NOT NULL AND use."heldUntil" > now() AS "isHeld", use."holdReason",
    "givenVersion".number || '.' || given.number AS tag, given.digest, given."sizeBytes",
    given.config->>'platform' AS platform, given."revokedAt", given."revokeReason",
    instead.digest AS "replacementDigest",
    (SELECT v.number || '.' || instead.number FROM "Version" v WHERE v.id = instead."versionId") AS replacement
  FROM "Team" team
  JOIN "Project" project ON project."teamId" = team.id AND project.name = $2
  JOIN "ProjectUse" use ON use."projectId" = project.id AND use.name = $3
  ${GIVEN_SQL}
  LEFT JOIN "Build" instead ON instead.id = image."latestBuildId"
    AND instead."revokedAt" IS NULL AND given."revokedAt" IS NOT NULL
  WHERE team.name = $1 AND ${mayAsk}`;

const BY_TEAMS = resolveSql("team.id = ANY($4::uuid[])");

/** A token that is good, and whose last use need not be noted again yet (see contextFromToken). */
const BY_TOKEN = resolveSql(`EXISTS (
  SELECT FROM "ApiToken" token
  WHERE token.hash = $4 AND token."revokedAt" IS NULL
    AND (token."expiresAt" IS NULL OR token."expiresAt" > now())
    AND token."lastUsedAt" > now() - interval '50 seconds'
    AND (token."teamId" = team.id OR EXISTS (
      SELECT FROM "Member" member WHERE member."teamId" = team.id AND member."userId" = token."userId")))`);

/**
 * As resolveImage, for whoever has a token, in one query with the question whose token it is. Null when anything is
 * not as it mostly is: the longer way then says what.
 */
export async function resolveByToken(secret: string, input: Asked): Promise<ResolvedImage | null> {
  const values = [input.team, input.project, input.use, hashToken(secret)];
  const [row] = await queryPrepared<Row>("resolve-by-token", BY_TOKEN, values);
  if (!row?.digest || !row.tag || row.revokedAt) return null;
  countAsk(row.id);
  return toResolved({ ...row, digest: row.digest, tag: row.tag }, input);
}

/**
 * What a project is given now under a use's name: what sandboxes ask when they boot. It counts who asks.
 * @throws not_found for a project or use that is not there, or has no good build yet; gone when what it gets was
 *   revoked, with the reason and what to take instead
 */
export async function resolveImage(ctx: Context, input: Asked): Promise<ResolvedImage> {
  const values = [input.team, input.project, input.use, visibleTeamIds(ctx)];
  const [row] = await queryPrepared<Row>("resolve-by-teams", BY_TEAMS, values);
  if (!row) throw notFound(`use as ${input.use} of a project “${input.team}/${input.project}”`);
  countAsk(row.id);
  if (!row.digest || !row.tag) {
    throw new AppError("not_found", `${row.image} has no good build yet that this use could be given.`);
  }
  if (row.revokedAt) {
    const why = row.revokeReason ? `: ${row.revokeReason}` : "";
    const instead = row.replacementDigest
      ? { tag: row.replacement, reference: referenceTo(row, row.replacementDigest) }
      : null;
    throw new AppError(
      "gone",
      `Build ${row.tag} of ${row.image} was revoked${why}. ${
        instead ? `Take ${instead.tag} instead: have the use follow it.` : "There is no other good build yet."
      }`,
      { details: { reason: row.revokeReason ?? "", replacement: instead } },
    );
  }
  return toResolved({ ...row, digest: row.digest, tag: row.tag }, input);
}

function referenceTo({ repository }: Row, digest: string): string {
  return `${registryAddress()}/${repository}@${digest}`;
}

function toResolved(row: Row & { digest: string; tag: string }, input: Asked): ResolvedImage {
  return {
    project: `${input.team}/${input.project}`,
    use: input.use,
    image: row.image,
    tag: row.tag,
    reference: referenceTo(row, row.digest),
    digest: row.digest,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    platform: row.platform,
    hold: row.isHeld ? { until: row.heldUntil?.toISOString() ?? null, reason: row.holdReason } : null,
    deprecated: row.deprecated,
  };
}
