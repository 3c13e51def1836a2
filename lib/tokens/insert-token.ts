import { randomBytes } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import type { Role } from "#lib/auth/roles";
import type { Db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { hashToken } from "#lib/tokens/hash-token";
import type { CreatedToken } from "#lib/tokens/schemas";

const DAY_MS = 24 * 3_600_000;

export interface NewToken {
  name: string;
  role: Role;
  /** Null for one that never expires. */
  expiresInDays: number | null;
  /** Whose it is: a team's or a person's. */
  team?: { id: string; name: string };
  person?: { id: string; name: string; email: string };
}

/**
 * Makes a token, on record; permission is the caller's business. `ctx` is null where it is made on the host.
 * @returns it with its secret, which is stored nowhere
 */
export async function insertToken(
  tx: Pick<Db, "apiToken" | "auditEvent" | "$executeRaw">,
  ctx: Context | null,
  { name, role, expiresInDays, team, person }: NewToken,
): Promise<CreatedToken> {
  const secret = `bh_${randomBytes(32).toString("base64url")}`;
  const maker = ctx?.actor.kind === "user" ? ctx.actor : null;
  const row = await tx.apiToken.create({
    data: {
      teamId: team?.id,
      userId: person?.id,
      name,
      role,
      expiresAt: expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS),
      hash: hashToken(secret),
      prefix: secret.slice(0, 9),
      createdById: maker?.id,
    },
  });
  const expiresAt = row.expiresAt?.toISOString() ?? null;
  await recordAudit(tx, ctx, {
    action: "token.create",
    teamId: team?.id,
    target: `${name} of ${team?.name ?? person?.email}`,
    after: { id: row.id, role, expiresAt, prefix: row.prefix },
  });
  if (team) await notifyChange(tx, { kind: "tokens", team: team.name });
  return {
    id: row.id,
    name,
    role,
    prefix: row.prefix,
    createdBy: maker?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt,
    lastUsedAt: null,
    token: secret,
  };
}
