import type { AuditRow } from "#lib/audit/read-audit-page";
import type { AuditEvent } from "#lib/audit/schemas";

/** A row as the API shows it. */
export function toAuditEvent(row: AuditRow): AuditEvent {
  const { id, at, action, team, teamId, imageId, target, actorKind, actorId, actorName, ...rest } = row;
  const { ip, userAgent, before, after } = rest;
  return {
    id,
    at: at.toISOString(),
    action,
    team,
    teamId,
    imageId,
    target,
    actor: { kind: actorKind, id: actorId, name: actorName },
    ip,
    userAgent,
    before,
    after,
  };
}
