import type { Me } from "#lib/api/contract/account";
import type { Context } from "#lib/auth/context";
import { listTeams } from "#lib/teams/list-teams";

/** Who is asking, and their teams. */
export async function getMe(ctx: Context): Promise<Me> {
  const { items: teams } = await listTeams(ctx);
  const { actor } = ctx;
  return actor.kind === "user" ? { ...actor, teams } : { ...actor, email: null, isAdmin: false, teams };
}
