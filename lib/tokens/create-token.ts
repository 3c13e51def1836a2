import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { getTeamInScope, requirePerson, requireRole } from "#lib/auth/scope";
import { db } from "#lib/db";
import { insertToken } from "#lib/tokens/insert-token";
import { type CreatedToken, createPersonalTokenSchema, createTokenSchema } from "#lib/tokens/schemas";

/**
 * Makes a token for a team, of at most one's own role there. Owners only, and no token makes tokens.
 * @returns it with its secret, which is shown this once
 */
export async function createToken(
  ctx: Context,
  given: z.input<typeof createTokenSchema>,
): Promise<CreatedToken> {
  const { team: name, ...input } = createTokenSchema.parse(given);
  const team = getTeamInScope(ctx, name, "owner");
  requirePerson(ctx);
  requireRole(team.role, input.role, team.name);
  return db.$transaction((tx) => insertToken(tx, ctx, { ...input, team }));
}

/** Makes a token by which a program acts as oneself. No token makes tokens. @returns it with its secret */
export async function createPersonalToken(
  ctx: Context,
  given: z.input<typeof createPersonalTokenSchema>,
): Promise<CreatedToken> {
  const input = createPersonalTokenSchema.parse(given);
  const person = requirePerson(ctx);
  return db.$transaction((tx) => insertToken(tx, ctx, { ...input, person }));
}
