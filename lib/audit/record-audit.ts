import { redact, redactText } from "#lib/audit/redact";
import type { Context } from "#lib/auth/context";
import type { Db } from "#lib/db";
import type { Prisma } from "#prisma/generated/client";

/** What was done, to what, and what it was before and after: never a secret. */
export interface AuditEntry {
  /** "image.create": the noun and the verb. */
  action: string;
  teamId?: string | null;
  imageId?: string | null;
  /** As people know it: "media/ffmpeg", "media/ffmpeg:3.2", "ada@example.com". */
  target: string;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
}

/** Puts a change on record, in the transaction that makes it; `ctx` is null for what Bakehouse does by itself. */
export async function recordAudit(
  tx: Pick<Db, "auditEvent">,
  ctx: Context | null,
  entry: AuditEntry,
): Promise<void> {
  const { target, before, after } = entry;
  await tx.auditEvent.create({
    data: {
      ...entry,
      target: redactText(target),
      before: before && redact(before),
      after: after && redact(after),
      ...describeActor(ctx),
    },
  });
}

function describeActor(ctx: Context | null) {
  if (!ctx) return { actorKind: "system", actorName: "Bakehouse" };
  const { actor, origin } = ctx;
  const person = actor.kind === "user" ? actor.token : undefined;
  return {
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: person ? `${actor.name} (token ${person.name})` : actor.name,
    // An IPv4 address that came in by IPv6 is written as people know it.
    ip: origin?.ip?.replace(/^::ffff:(?=\d+(\.\d+){3}$)/i, "") ?? null,
    userAgent: origin?.userAgent?.slice(0, 300) ?? null,
  };
}
