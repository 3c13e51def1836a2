import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

/** Revokes a token: the next request that carries it is refused. Owners only. */
export async function revokeToken(
  ctx: Context,
  input: { team: string; id: string },
): Promise<Record<string, never>> {
  const team = getTeamInScope(ctx, input.team, "owner");
  if (!isUuid(input.id)) throw notFound("token");
  await db.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id: input.id, teamId: team.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw notFound("token");
    await notifyChange(tx, { kind: "tokens", team: team.name });
  });
  return {};
}
