import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/names/is-uuid";

/** A webhook that the actor may manage. */
export interface ScopedWebhook {
  id: string;
  teamId: string;
  team: string;
  url: string;
  events: string[];
  disabledAt: Date | null;
}

/** A team's webhook, for its maintainers. @throws not_found; forbidden when their role does not suffice */
export async function getWebhookInScope(
  ctx: Context,
  input: { team: string; id: string },
  tx: Pick<Db, "webhook"> = db,
): Promise<ScopedWebhook> {
  const team = getTeamInScope(ctx, input.team, "maintainer");
  const row = isUuid(input.id)
    ? await tx.webhook.findFirst({
        where: { id: input.id, teamId: team.id },
        select: { id: true, url: true, events: true, disabledAt: true },
      })
    : null;
  if (!row) throw notFound(`webhook of ${team.name}`);
  return { ...row, teamId: team.id, team: team.name };
}
