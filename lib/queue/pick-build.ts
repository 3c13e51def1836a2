import type { LostLease } from "#lib/builds/lease-watch";
import { LEASE_SECONDS } from "#lib/builds/owned-build";
import type { Db } from "#lib/db";
import { BY_PLACE, queueHeads, RUNNING_BY, SUITS } from "#lib/queue/queue-order";
import { TAKES_BUILDS } from "#lib/workers/is-there";
import { Prisma } from "#prisma/generated/client";

/** For so long a build waits for the engine that has its cache, while that could take it at once. */
const CACHE_SECONDS = 10;
/** Others may be about to take the first of them. */
const CANDIDATES = 20;

export interface PickedBuild {
  id: string;
  attempt: number;
  lostWorkers: number;
  /** The id of the worker that had it before, and whether that went silent. */
  previous: string | null;
  lost: boolean;
}

/** Of a row called build, that a free worker of the engine with its cache could take it, and has not had the time. */
const KEPT_FOR_ANOTHER = Prisma.sql`
  (build."preferredEngineId" IS DISTINCT FROM worker."engineId"
    AND build."queuedAt" > now() - make_interval(secs => ${CACHE_SECONDS})
    AND EXISTS (SELECT FROM free worker WHERE worker."engineId" = build."preferredEngineId" AND ${SUITS}))`;

/**
 * Gives the build that is first for a worker to it, in one statement: it picks, locks and marks. A team's row is locked
 * with its build, and both are as they were when it was counted what the team runs, or it picks another: whoever claims
 * changes lastServedAt. So two workers never get the same build, nor a team more than its limit.
 * @returns contended when nothing was picked only because others were about to change what there is
 */
export async function pickBuild(
  tx: Pick<Db, "$queryRaw">,
  { workerId, running, lost }: { workerId: string; running: string[]; lost: LostLease[] },
): Promise<{ picked: PickedBuild | null; contended: boolean }> {
  const silent = isLost(lost);
  const notOurs = Prisma.sql`build.id <> ALL(${running}::uuid[])`;
  // Within CASE: taken for a rare thing, it would have all that waits read and sorted for the first that suits.
  const forThisWorker = Prisma.sql`
    CASE WHEN EXISTS (SELECT FROM claimant worker WHERE ${SUITS} AND ${notOurs} AND NOT ${KEPT_FOR_ANOTHER})
      THEN true ELSE false END`;
  const [row] = await tx.$queryRaw<(PickedBuild & { contended: boolean })[]>`
    WITH claimant AS MATERIALIZED (
      SELECT id, platform, labels, "engineId" FROM "Worker" WHERE id = ${workerId}::uuid AND state = 'active'
    ), free AS MATERIALIZED (
      SELECT "engineId", platform, labels FROM "Worker" worker
      LEFT JOIN (${RUNNING_BY.worker}) busy ON busy."workerId" = worker.id
      WHERE ${TAKES_BUILDS} AND COALESCE(busy.running, 0) < concurrency
    ), first AS MATERIALIZED (
      SELECT * FROM (
        SELECT build.id, build."teamId", -1 AS class, 0 AS turn, team."lastServedAt"
        FROM "Build" build JOIN "Team" team ON team.id = build."teamId" CROSS JOIN claimant worker
        WHERE ${silent} AND ${SUITS} AND ${notOurs}
        UNION ALL
        ${queueHeads(forThisWorker)}
      ) place ORDER BY ${BY_PLACE} LIMIT ${CANDIDATES}
    ), picked AS (
      SELECT build.id, build."teamId", build."workerId" AS previous, build.status = 'running' AS lost
      FROM first place
      JOIN "Build" build ON build.id = place.id AND (build.status = 'queued' OR ${silent})
      JOIN "Team" team ON team.id = place."teamId" AND team."lastServedAt" IS NOT DISTINCT FROM place."lastServedAt"
      ORDER BY ${BY_PLACE} LIMIT 1 FOR NO KEY UPDATE OF build, team SKIP LOCKED
    ), served AS (
      UPDATE "Team" team
      SET "lastServedAt" = GREATEST(clock_timestamp(), team."lastServedAt" + interval '1 millisecond')
      FROM picked WHERE team.id = picked."teamId"
    ), claimed AS (
      UPDATE "Build" build SET
        "lostWorkers" = build."lostWorkers" + (build.status = 'running')::int,
        status = 'running', phase = 'resolving', attempt = build.attempt + 1, revision = build.revision + 1,
        "workerId" = claimant.id, "engineId" = claimant."engineId",
        "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
        "startedAt" = COALESCE(build."startedAt", now())
      FROM picked, claimant WHERE build.id = picked.id
      RETURNING build.id, build.attempt, build."lostWorkers", picked.previous, picked.lost
    )
    SELECT claimed.*, EXISTS (SELECT FROM first) AS contended FROM (SELECT 1) once LEFT JOIN claimed ON true`;
  return { picked: row?.id ? row : null, contended: row?.contended ?? false };
}

/**
 * Of a row called build, that its worker went silent: that its lease is one of these still, or was ended outright
 * ('epoch'), as by a worker that comes back under its name.
 */
function isLost(lost: LostLease[]): Prisma.Sql {
  const ids = lost.map(({ id }) => id);
  const leases = lost.map(({ leaseUntil }) => leaseUntil.toISOString());
  return Prisma.sql`
    (build.status = 'running' AND (build."leaseUntil" = 'epoch' OR EXISTS (
      SELECT FROM unnest(${ids}::uuid[], ${leases}::text[]) lease (id, until)
      WHERE lease.id = build.id AND lease.until::timestamptz = build."leaseUntil")))`;
}
