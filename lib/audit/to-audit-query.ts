import { auditScope } from "#lib/audit/audit-scope";
import type { AuditQuery } from "#lib/audit/read-audit-page";
import type { AuditFilter } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";

/** What a filter means for whoever asks. @throws as auditScope */
export async function toAuditQuery(ctx: Context, filter: AuditFilter): Promise<Omit<AuditQuery, "limit">> {
  const scope = await auditScope(ctx, filter.team);
  return {
    scope,
    imageIds: filter.image === undefined ? undefined : await imagesNamed(filter.image),
    action: filter.action,
    actorId: filter.actor,
    from: filter.from === undefined ? undefined : new Date(filter.from),
    to: filter.to === undefined ? undefined : new Date(filter.to),
  };
}

/** All images that have or had a name, deleted ones too: the scope says which of their events are found. */
async function imagesNamed(text: string): Promise<string[]> {
  const [team = "", name = ""] = text.split("/");
  const rows = await db.image.findMany({
    where: {
      OR: [
        { team: { name: team }, name },
        { formerNames: { some: { team: { name: team }, name } } },
        // As it was created: of a deleted image no other name is kept.
        { repository: text },
      ],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
