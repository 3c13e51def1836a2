import type { AuditScope } from "#lib/audit/audit-scope";
import { db } from "#lib/db";
import { Prisma } from "#prisma/generated/client";

/** What to look for; see auditFilterSchema. */
export interface AuditQuery {
  scope: AuditScope;
  /** All the images that have or had the name asked for; none means that nothing can be found. */
  imageIds?: string[];
  action?: string;
  /** Any of these. */
  actions?: readonly string[];
  /** "system" for what Bakehouse did by itself. */
  actorId?: string;
  from?: Date;
  to?: Date;
  /** The id of the last event of the page before. */
  before?: string;
  limit: number;
}

export interface AuditRow {
  id: string;
  at: Date;
  action: string;
  teamId: string | null;
  team: string | null;
  imageId: string | null;
  target: string;
  actorKind: "user" | "token" | "system";
  actorId: string | null;
  actorName: string;
  ip: string | null;
  userAgent: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Clocks of several machines and the length of a transaction keep ids from being quite in the order of `at`. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * Events that match, newest first. However many there are, each index is read from its end for no more than the page:
 * one short read for each team (or image), as the indexes lead with those, and then the newest of all these.
 */
export async function readAuditPage(query: AuditQuery): Promise<AuditRow[]> {
  const { scope, imageIds, limit } = query;
  const where = Prisma.join(conditions(query), " AND ");
  // Where a column is null, an index is read in its order only if it is named in the order asked for.
  const bySystem = query.actorId === "system" ? Prisma.sql`"actorId" DESC,` : Prisma.empty;
  const newest = Prisma.sql`ORDER BY ${bySystem} id DESC LIMIT ${limit}`;
  const found = (source: Prisma.Sql) => Prisma.sql`SELECT * FROM (${source}) found ${newest}`;
  const perTeam = (teams: Prisma.Sql) => Prisma.sql`
    SELECT event.* FROM (${teams}) team CROSS JOIN LATERAL (
      SELECT * FROM "AuditEvent" WHERE "teamId" = team.id AND ${where} ${newest}) event`;

  let source: Prisma.Sql;
  if (imageIds) {
    const allowed = scope === "everything" ? Prisma.sql`true` : inTeams(scope.teamIds);
    source = found(Prisma.sql`
      SELECT event.* FROM unnest(${imageIds}::uuid[]) image(id) CROSS JOIN LATERAL (
        SELECT * FROM "AuditEvent" WHERE "imageId" = image.id AND ${allowed} AND ${where} ${newest}) event`);
  } else if (scope !== "everything") {
    source = found(perTeam(Prisma.sql`SELECT unnest(${scope.teamIds}::uuid[]) AS id`));
  } else if (query.action === undefined && query.actorId === undefined) {
    source = Prisma.sql`SELECT * FROM "AuditEvent" WHERE ${where} ${newest}`;
  } else {
    source = found(Prisma.sql`
      (${perTeam(allTeams)}) UNION ALL
      (SELECT * FROM "AuditEvent" WHERE "teamId" IS NULL AND ${where}
        ORDER BY "teamId" DESC, ${bySystem} id DESC LIMIT ${limit})`);
  }
  return db.$queryRaw<AuditRow[]>`
    SELECT event.*, team.name AS team FROM (${source}) event
    LEFT JOIN "Team" team ON team.id = event."teamId" ORDER BY event.id DESC`;
}

/** Every team that is on record, those that are gone too: one look into the index for each, however many events. */
export const allTeams = Prisma.sql`
  WITH RECURSIVE recorded AS (
    (SELECT "teamId" AS id FROM "AuditEvent" WHERE "teamId" IS NOT NULL ORDER BY "teamId" LIMIT 1)
    UNION ALL
    SELECT (SELECT "teamId" FROM "AuditEvent" WHERE "teamId" > recorded.id ORDER BY "teamId" LIMIT 1)
    FROM recorded WHERE recorded.id IS NOT NULL)
  SELECT id FROM recorded WHERE id IS NOT NULL`;

const inTeams = (teamIds: string[]) => Prisma.sql`"teamId" = ANY(${teamIds}::uuid[])`;

function conditions({ action, actions, actorId, from, to, before }: AuditQuery): Prisma.Sql[] {
  const all = [Prisma.sql`true`];
  if (action !== undefined) all.push(Prisma.sql`action = ${action}`);
  if (actions) all.push(Prisma.sql`action = ANY(${actions})`);
  if (actorId === "system") all.push(Prisma.sql`"actorId" IS NULL`);
  else if (actorId !== undefined) all.push(Prisma.sql`"actorId" = ${actorId}`);
  if (before !== undefined) all.push(Prisma.sql`id < ${before}::uuid`);
  if (from) {
    all.push(Prisma.sql`id >= ${firstIdAt(from.getTime() - CLOCK_SKEW_MS)}::uuid AND at >= ${from}`);
  }
  if (to) all.push(Prisma.sql`id < ${firstIdAt(to.getTime() + CLOCK_SKEW_MS)}::uuid AND at < ${to}`);
  return all;
}

/** The least version 7 UUID (RFC 9562) of a millisecond: ids are in order of time, and every index ends with them. */
export function firstIdAt(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0").slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
