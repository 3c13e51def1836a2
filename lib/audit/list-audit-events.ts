import { toAuditEvent } from "#lib/audit/audit-dto";
import { readAuditPage } from "#lib/audit/read-audit-page";
import type { AuditEvent, AuditFilter } from "#lib/audit/schemas";
import { toAuditQuery } from "#lib/audit/to-audit-query";
import type { Context } from "#lib/auth/context";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";

/** Who changed what, newest first. Maintainers of the team; administrators for everything. */
export async function listAuditEvents(
  ctx: Context,
  input: AuditFilter & { cursor?: string; limit: number },
): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
  const rows = await readAuditPage({
    ...(await toAuditQuery(ctx, input)),
    before: input.cursor ? decodeCursor(input.cursor).id : undefined,
    limit: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toAuditEvent),
    nextCursor: rows.length > input.limit && last ? encodeCursor("", last.id) : null,
  };
}
