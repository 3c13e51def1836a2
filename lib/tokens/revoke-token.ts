import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamInScope, requirePerson } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { isUuid } from "#lib/names/is-uuid";

type Holder = { team: { id: string; name: string } } | { person: { id: string; email: string } };

/** Revokes a team's token: the next request that carries it is refused. Owners only. */
export async function revokeToken(
  ctx: Context,
  input: { team: string; id: string },
): Promise<Record<string, never>> {
  return revoke(ctx, input.id, { team: getTeamInScope(ctx, input.team, "owner") });
}

/** Revokes a token of one's own. */
export async function revokePersonalToken(
  ctx: Context,
  input: { id: string },
): Promise<Record<string, never>> {
  return revoke(ctx, input.id, { person: requirePerson(ctx) });
}

async function revoke(ctx: Context, id: string, holder: Holder): Promise<Record<string, never>> {
  if (!isUuid(id)) throw notFound("token");
  const team = "team" in holder ? holder.team : null;
  const whose = "team" in holder ? { teamId: holder.team.id } : { userId: holder.person.id };
  await db.$transaction(async (tx) => {
    const [row] = await tx.apiToken.updateManyAndReturn({
      where: { id, ...whose, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (!row) throw notFound("token");
    await recordAudit(tx, ctx, {
      action: "token.revoke",
      teamId: team?.id,
      target: `${row.name} of ${"team" in holder ? holder.team.name : holder.person.email}`,
      before: { id: row.id, role: row.role, prefix: row.prefix },
    });
    if (team) await notifyChange(tx, { kind: "tokens", team: team.name });
  });
  return {};
}
