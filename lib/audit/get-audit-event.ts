import { toAuditEvent } from "#lib/audit/audit-dto";
import { auditScope } from "#lib/audit/audit-scope";
import type { AuditRow } from "#lib/audit/read-audit-page";
import type { AuditEvent } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/names/is-uuid";

/** One event, as a link names it. @throws not_found, also for one of a team whose record the actor may not read */
export async function getAuditEvent(ctx: Context, input: { id: string }): Promise<AuditEvent> {
  const scope = await auditScope(ctx);
  const [row] = isUuid(input.id)
    ? await db.$queryRaw<AuditRow[]>`
        SELECT event.*, team.name AS team FROM "AuditEvent" event
        LEFT JOIN "Team" team ON team.id = event."teamId" WHERE event.id = ${input.id}::uuid`
    : [];
  if (!row || (scope !== "everything" && !scope.teamIds.includes(row.teamId ?? "")))
    throw notFound("event in the audit log");
  return toAuditEvent(row);
}
