import { toAuditEvent } from "#lib/audit/audit-dto";
import { readAuditPage } from "#lib/audit/read-audit-page";
import type { AuditEvent, AuditFilter } from "#lib/audit/schemas";
import { toAuditQuery } from "#lib/audit/to-audit-query";
import { toCsvRow } from "#lib/audit/to-csv-row";
import type { Context } from "#lib/auth/context";

const PAGE = 1000;

const COLUMNS = ["id", "at", "team", "action", "target", "actor", "actor kind", "actor id", "ip"] as const;
const HEADER = [...COLUMNS, "user agent", "before", "after"];

/**
 * All events that a filter finds, newest first, as CSV (RFC 4180, the first line names the columns) or as one JSON
 * object a line, a thousand at a time: however long it is, little of it is in memory. What is put on record meanwhile
 * is not in it.
 * @throws as auditScope, before the first piece
 */
export async function exportAuditEvents(
  ctx: Context,
  { format, ...filter }: AuditFilter & { format: "csv" | "ndjson" },
): Promise<AsyncGenerator<string>> {
  const query = await toAuditQuery(ctx, filter);
  async function* pieces() {
    if (format === "csv") yield toCsvRow(HEADER);
    for (let before: string | undefined; ; ) {
      const rows = await readAuditPage({ ...query, before, limit: PAGE });
      const line = format === "csv" ? toCsvLine : toJsonLine;
      if (rows.length > 0) yield rows.map((row) => line(toAuditEvent(row))).join("");
      before = rows.at(-1)?.id;
      if (rows.length < PAGE) return;
    }
  }
  return pieces();
}

const toJsonLine = (event: AuditEvent) => `${JSON.stringify(event)}\n`;

function toCsvLine({
  id,
  at,
  team,
  action,
  target,
  actor,
  ip,
  userAgent,
  before,
  after,
}: AuditEvent): string {
  return toCsvRow([
    ...[id, at, team, action, target, actor.name, actor.kind, actor.id, ip, userAgent],
    ...[before, after].map((value) => value && JSON.stringify(value)),
  ]);
}
