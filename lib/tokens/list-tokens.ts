import type { Context } from "#lib/auth/context";
import { getTeamInScope, requirePerson } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { Token } from "#lib/tokens/schemas";
import { TOKEN_SELECT, toTokens } from "#lib/tokens/token-dto";
import type { Prisma } from "#prisma/generated/client";

/** A team's tokens that are not revoked, newest first; never their secrets. */
export async function listTokens(ctx: Context, input: { team: string }): Promise<{ items: Token[] }> {
  const team = getTeamInScope(ctx, input.team);
  return list({ teamId: team.id });
}

/** One's own tokens that are not revoked, newest first. */
export async function listPersonalTokens(ctx: Context): Promise<{ items: Token[] }> {
  return list({ userId: requirePerson(ctx).id });
}

async function list(where: Prisma.ApiTokenWhereInput): Promise<{ items: Token[] }> {
  const rows = await db.apiToken.findMany({
    where: { ...where, revokedAt: null },
    select: TOKEN_SELECT,
    orderBy: { id: "desc" },
    take: 500,
  });
  return { items: await toTokens(rows) };
}
