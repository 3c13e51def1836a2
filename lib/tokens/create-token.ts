import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { actingUserId, getTeamInScope } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { hashToken } from "#lib/tokens/hash-token";
import { type createdTokenSchema, type createTokenSchema, tokenSchema } from "#lib/tokens/schemas";

/** Makes a token for a team and returns it with its secret, which is shown this once. Owners only. */
export async function createToken(
  ctx: Context,
  input: z.infer<typeof createTokenSchema>,
): Promise<z.infer<typeof createdTokenSchema>> {
  const team = getTeamInScope(ctx, input.team, "owner");
  return db.$transaction(async (tx) => {
    const created = await insertToken(tx, {
      teamId: team.id,
      name: input.name,
      createdById: actingUserId(ctx),
    });
    await notifyChange(tx, { kind: "tokens", team: team.name });
    return created;
  });
}

/** The row and its secret; permission is the caller's business. */
export async function insertToken(
  tx: Pick<Db, "apiToken">,
  data: { teamId: string; name: string; createdById: string | null },
): Promise<z.infer<typeof createdTokenSchema>> {
  const secret = `bh_${randomBytes(32).toString("base64url")}`;
  const row = await tx.apiToken.create({
    data: { ...data, hash: hashToken(secret), prefix: secret.slice(0, 9) },
  });
  return { ...toToken(row), token: secret };
}

/** A row as the API shows it. */
export function toToken(row: {
  id: string;
  name: string;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}) {
  return tokenSchema.parse({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  });
}
