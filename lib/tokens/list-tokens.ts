import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { toToken } from "#lib/tokens/create-token";
import type { Token } from "#lib/tokens/schemas";

/** A team's tokens that are not revoked, newest first; never their secrets. */
export async function listTokens(ctx: Context, input: { team: string }): Promise<{ items: Token[] }> {
  const team = getTeamInScope(ctx, input.team);
  const rows = await db.apiToken.findMany({
    where: { teamId: team.id, revokedAt: null },
    orderBy: { id: "desc" },
    take: 500,
  });
  return { items: rows.map(toToken) };
}
