import { Prisma } from "#prisma/generated/client";

/** The limit of how many builds of a team run at once: of its own, else of all teams; null for none. */
export const RUNNING_LIMIT = Prisma.sql`COALESCE(team."maxRunning", settings."maxRunning")`;

/** Whether a worker has what a build needs. Of rows called build and worker. */
export const SUITS = Prisma.sql`
  ((build.platform IS NULL OR build.platform = worker.platform) AND build."workerLabels" <@ worker.labels)`;

/** Of a build that runs, that it keeps one of its worker's places: being pushed is mostly waiting, and the next begins. */
export const KEEPS_PLACE = Prisma.sql`phase IS DISTINCT FROM 'pushing' AND phase IS DISTINCT FROM 'recording'`;

/** How many builds a team runs now, and how many places of a worker are taken. */
export const RUNNING_BY = {
  team: Prisma.sql`SELECT "teamId", count(*)::int AS running FROM "Build" WHERE status = 'running' GROUP BY 1`,
  worker: Prisma.sql`
    SELECT "workerId", count(*)::int AS running FROM "Build" WHERE status = 'running' AND ${KEEPS_PLACE} GROUP BY 1`,
};

/** What is built first of a team, of rows called build: the partial index Build_queue_idx has them in this order. */
const IN_TEAM = Prisma.sql`build.priority = 'raised' DESC, build.id`;

/**
 * The queued builds, each with its place:
 * class  0 for what people asked for, 1 for automation
 * turn   in the order of its team's builds, raised ones first, and after as many as the team runs already: the second
 *        of one team is in turn with the second of another, so nobody's fifty builds stand before another's one
 * Between those of one turn the team goes first that was served longest ago. With the team's limit and how many it runs.
 */
export function queueOrder(): Prisma.Sql {
  return Prisma.sql`
    SELECT place.*, team.name AS team, (place."inTeam" + COALESCE(busy.running, 0))::int AS turn, team."lastServedAt",
      COALESCE(busy.running, 0) AS running, ${RUNNING_LIMIT} AS "limit"
    FROM (
      SELECT build.id, build."teamId", build."imageId", build.platform, build."workerLabels",
        (build.priority = 'automation')::int AS class, row_number() OVER (
        PARTITION BY build."teamId", build.priority = 'automation' ORDER BY ${IN_TEAM}) AS "inTeam"
      FROM "Build" build WHERE build.status = 'queued'
    ) place
    JOIN "Team" team ON team.id = place."teamId"
    LEFT JOIN (${RUNNING_BY.team}) busy ON busy."teamId" = place."teamId"
    CROSS JOIN "Settings" settings`;
}

/**
 * What queueOrder() puts first of each class of each team that is below its limit, of the builds for which a condition
 * holds (of a row called build): one of them is the next. Reads no more of the queue than it has to.
 */
export function queueHeads(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT head.id, team.id AS "teamId", kind.class, COALESCE(busy.running, 0) + 1 AS turn, team."lastServedAt"
    FROM "Team" team
    LEFT JOIN (${RUNNING_BY.team}) busy ON busy."teamId" = team.id
    CROSS JOIN "Settings" settings
    CROSS JOIN (VALUES (0), (1)) kind (class)
    CROSS JOIN LATERAL (
      SELECT build.id FROM "Build" build
      WHERE build.status = 'queued' AND build."teamId" = team.id
        AND (build.priority = 'automation') = (kind.class = 1) AND ${condition}
      ORDER BY ${IN_TEAM} LIMIT 1
    ) head
    WHERE ${RUNNING_LIMIT} IS NULL OR COALESCE(busy.running, 0) < ${RUNNING_LIMIT}`;
}

/** Places in order, of rows called place. */
export const BY_PLACE = Prisma.sql`place.class, place.turn, place."lastServedAt" NULLS FIRST, place.id`;
