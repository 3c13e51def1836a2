import { type AuditScope, auditScope } from "#lib/audit/audit-scope";
import { allTeams } from "#lib/audit/read-audit-page";
import type { AuditFacets } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { Prisma } from "#prisma/generated/client";

/** What a list to choose from can hold. */
const MOST = 500;

/**
 * Which actions and actors are on record for a team, or for all that the actor may read. Each value costs one look
 * into an index, however many events have it.
 */
export async function listAuditFacets(ctx: Context, input: { team?: string }): Promise<AuditFacets> {
  const scope = await auditScope(ctx, input.team);
  const [actions, actorIds] = await Promise.all([distinct(scope, "action"), distinct(scope, "actorId")]);
  const actors = await nameActors(scope, actorIds);
  return { actions, actors: actors.toSorted((one, other) => one.name.localeCompare(other.name)) };
}

async function distinct(scope: AuditScope, column: "action" | "actorId"): Promise<string[]> {
  const value = column === "action" ? Prisma.sql`action` : Prisma.sql`"actorId"`;
  const next = (where: Prisma.Sql) =>
    Prisma.sql`(SELECT ${value} FROM "AuditEvent" WHERE ${where} ORDER BY ${value} LIMIT 1)`;
  const noTeam = Prisma.sql`"teamId" IS NULL`;
  const ofNoTeam = Prisma.sql`UNION SELECT value FROM loose`;
  const rows = await db.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE team AS MATERIALIZED (${teamsOf(scope)}), pair AS (
      SELECT team.id, ${next(Prisma.sql`"teamId" = team.id AND ${value} IS NOT NULL`)} AS value FROM team
      UNION ALL
      SELECT pair.id, ${next(Prisma.sql`"teamId" = pair.id AND ${value} > pair.value`)}
      FROM pair WHERE pair.value IS NOT NULL),
    loose AS (
      SELECT ${next(Prisma.sql`${noTeam} AND ${value} IS NOT NULL`)} AS value
      UNION ALL
      SELECT ${next(Prisma.sql`${noTeam} AND ${value} > loose.value`)} FROM loose WHERE loose.value IS NOT NULL)
    SELECT value FROM (SELECT value FROM pair ${scope === "everything" ? ofNoTeam : Prisma.empty}) found
    WHERE value IS NOT NULL GROUP BY value ORDER BY value LIMIT ${MOST}`;
  return rows.map((row) => row.value);
}

/** By the name of each in the newest event of any of the teams. */
async function nameActors(scope: AuditScope, ids: string[]): Promise<AuditFacets["actors"]> {
  if (ids.length === 0) return [];
  return db.$queryRaw`
    WITH RECURSIVE team AS MATERIALIZED (${teamsOf(scope)})
    SELECT DISTINCT ON (event."actorId")
      event."actorKind" AS kind, event."actorId" AS id, event."actorName" AS name
    FROM (SELECT id FROM team ${scope === "everything" ? Prisma.sql`UNION ALL SELECT NULL` : Prisma.empty}) of
    CROSS JOIN unnest(${ids}::text[]) wanted CROSS JOIN LATERAL (
      (SELECT id AS "eventId", "actorKind", "actorId", "actorName" FROM "AuditEvent"
        WHERE "teamId" = of.id AND "actorId" = wanted ORDER BY id DESC LIMIT 1)
      UNION ALL
      (SELECT id, "actorKind", "actorId", "actorName" FROM "AuditEvent"
        WHERE of.id IS NULL AND "teamId" IS NULL AND "actorId" = wanted ORDER BY id DESC LIMIT 1)) event
    ORDER BY event."actorId", event."eventId" DESC`;
}

function teamsOf(scope: AuditScope): Prisma.Sql {
  return scope === "everything" ? allTeams : Prisma.sql`SELECT unnest(${scope.teamIds}::uuid[]) AS id`;
}
