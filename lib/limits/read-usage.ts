import type { Db } from "#lib/db";
import type { Usage } from "#lib/limits/schemas";
import { Prisma } from "#prisma/generated/client";

type Reader = Pick<Db, "$queryRaw">;

/** Builds that were asked for longer ago do not count, for finding them would mean reading all there ever were. */
const OLDEST_MS = 7 * 86_400_000;

/** Builds by team: running, and waiting. */
function counts(teamIds: string[] | null): Prisma.Sql {
  return Prisma.sql`
    SELECT "teamId", count(*) FILTER (WHERE status = 'running')::int AS running,
      count(*) FILTER (WHERE status = 'queued')::int AS queued
    FROM "Build" WHERE status IN ('queued', 'running') AND ${ofTeams(teamIds)} GROUP BY 1`;
}

/** Minutes of building by team since 00:00 UTC: from when a worker took a build up to its end, or until now. */
function minutes(teamIds: string[] | null): Prisma.Sql {
  const since = Prisma.sql`date_trunc('day', now(), 'UTC')`;
  return Prisma.sql`
    SELECT "teamId", sum(extract(epoch FROM
        COALESCE("finishedAt", now()) - GREATEST("startedAt", ${since})) / 60)::float AS minutes
    FROM "Build"
    WHERE "startedAt" IS NOT NULL AND id >= ${firstIdOf(Date.now() - OLDEST_MS)}::uuid
      AND (status = 'running' OR "finishedAt" > ${since}) AND ${ofTeams(teamIds)}
    GROUP BY 1`;
}

/** Bytes in the registry by team: each layer once, of good builds of images that are not deleted. */
function storage(teamIds: string[] | null): Prisma.Sql {
  return Prisma.sql`
    SELECT "teamId", sum(bytes)::float AS bytes FROM (
      SELECT DISTINCT layer."teamId", layer.digest, layer.bytes FROM "BuildLayer" layer
      JOIN "Build" build ON build.id = layer."buildId"
      JOIN "Image" image ON image.id = build."imageId" AND image."deletedAt" IS NULL
      WHERE ${teamIds === null ? Prisma.sql`true` : Prisma.sql`layer."teamId" = ANY(${teamIds}::uuid[])`}
    ) kept GROUP BY 1`;
}

/** What teams take now, by their ids; of all teams that take anything where none are given. */
export async function readUsage(tx: Reader, teamIds: string[] | null): Promise<Map<string, Usage>> {
  const rows = await tx.$queryRaw<(Usage & { teamId: string })[]>`
    SELECT team.id AS "teamId", COALESCE(counts.running, 0) AS running, COALESCE(counts.queued, 0) AS queued,
      COALESCE(spent.minutes, 0) AS "minutesToday", COALESCE(kept.bytes, 0) AS "storageBytes"
    FROM "Team" team
    LEFT JOIN (${counts(teamIds)}) counts ON counts."teamId" = team.id
    LEFT JOIN (${minutes(teamIds)}) spent ON spent."teamId" = team.id
    LEFT JOIN (${storage(teamIds)}) kept ON kept."teamId" = team.id
    WHERE ${teamIds === null ? Prisma.sql`true` : Prisma.sql`team.id = ANY(${teamIds}::uuid[])`}`;
  return new Map(rows.map(({ teamId, ...usage }) => [teamId, usage]));
}

/** How many builds of a team wait. */
export async function countQueued(tx: Reader, teamId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ queued: number }[]>`
    SELECT count(*)::int AS queued FROM "Build" WHERE status = 'queued' AND "teamId" = ${teamId}::uuid`;
  return row?.queued ?? 0;
}

export async function readMinutesToday(tx: Reader, teamId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ minutes: number }[]>`${minutes([teamId])}`;
  return row?.minutes ?? 0;
}

export async function readStorageBytes(tx: Reader, teamId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ bytes: number }[]>`${storage([teamId])}`;
  return row?.bytes ?? 0;
}

function ofTeams(teamIds: string[] | null): Prisma.Sql {
  return teamIds === null ? Prisma.sql`true` : Prisma.sql`"teamId" = ANY(${teamIds}::uuid[])`;
}

/** The least id (a UUID of version 7) that a row made at this time or later can have. */
function firstIdOf(time: number): string {
  const hex = time.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
