import { type AuditScope, auditScope } from "#lib/audit/audit-scope";
import { allTeams } from "#lib/audit/read-audit-page";
import type { AuditFacets } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { Prisma } from "#prisma/generated/client";

/** What a list to choose from can hold. */
const MOST = 500;
/** Of a whole instance, the actions of so many teams: what is done in none of them is hardly done at all. */
const MOST_TEAMS = 100;

/**
 * Which actions and actors there are to filter by: of a team, or of all that the actor may read. Each value costs one
 * look into an index, however many events have it. Of a whole instance the actors are its people.
 */
export async function listAuditFacets(ctx: Context, input: { team?: string }): Promise<AuditFacets> {
  const scope = await auditScope(ctx, input.team);
  const [actions, actors] = await Promise.all([
    listActions(scope),
    scope === "everything" ? listPeople() : listActors(scope.teamIds),
  ]);
  return { actions, actors };
}

async function listActions(scope: AuditScope): Promise<string[]> {
  const teams =
    scope === "everything" ? Prisma.sql`${allTeams} LIMIT ${MOST_TEAMS}` : unnested(scope.teamIds);
  const next = (where: Prisma.Sql) =>
    Prisma.sql`(SELECT action FROM "AuditEvent" WHERE ${where} ORDER BY "teamId", action LIMIT 1)`;
  const rows = await db.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE team AS MATERIALIZED (${teams}), pair AS (
      SELECT team.id, ${next(Prisma.sql`"teamId" = team.id`)} AS action FROM team
      UNION ALL
      SELECT pair.id, ${next(Prisma.sql`"teamId" = pair.id AND action > pair.action`)}
      FROM pair WHERE pair.action IS NOT NULL),
    loose AS (
      SELECT ${next(Prisma.sql`"teamId" IS NULL`)} AS action WHERE ${scope === "everything"}
      UNION ALL
      SELECT ${next(Prisma.sql`"teamId" IS NULL AND action > loose.action`)}
      FROM loose WHERE loose.action IS NOT NULL)
    SELECT action FROM (SELECT action FROM pair UNION SELECT action FROM loose) found
    WHERE action IS NOT NULL ORDER BY action LIMIT ${MOST}`;
  return rows.map(({ action }) => action);
}

/** From the last by id to the first, so that each look finds an actor's newest event, and their name in it. */
async function listActors(teamIds: string[]): Promise<AuditFacets["actors"]> {
  const newest = Prisma.sql`ORDER BY "actorId" DESC, id DESC LIMIT 1`;
  return db.$queryRaw`
    WITH RECURSIVE team AS MATERIALIZED (${unnested(teamIds)}), pair AS (
      SELECT team.id, found.* FROM team CROSS JOIN LATERAL (
        SELECT "actorId", "actorKind", "actorName", id AS "eventId" FROM "AuditEvent"
        WHERE "teamId" = team.id AND "actorId" IS NOT NULL ${newest}) found
      UNION ALL
      SELECT pair.id, found.* FROM pair CROSS JOIN LATERAL (
        SELECT "actorId", "actorKind", "actorName", id AS "eventId" FROM "AuditEvent"
        WHERE "teamId" = pair.id AND "actorId" < pair."actorId" ${newest}) found)
    SELECT kind, id, name FROM (
      SELECT DISTINCT ON ("actorId") "actorKind" AS kind, "actorId" AS id, "actorName" AS name
      FROM pair ORDER BY "actorId", "eventId" DESC) actor
    ORDER BY lower(name), id LIMIT ${MOST}`;
}

async function listPeople(): Promise<AuditFacets["actors"]> {
  const people = await db.user.findMany({
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST,
  });
  return people.map((person) => ({ kind: "user" as const, ...person }));
}

const unnested = (teamIds: string[]) => Prisma.sql`SELECT unnest(${teamIds}::uuid[]) AS id`;
