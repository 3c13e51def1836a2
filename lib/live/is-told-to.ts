import type { Change } from "#lib/api/contract/live";
import type { Context, ContextTeam } from "#lib/auth/context";
import { toTeams } from "#lib/auth/context-from-token";
import { isAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";

/**
 * Decides which changes an actor is told of, one after the other: those of their teams, and of images of others that they
 * may see. It remembers what it was asked, for who loses sight of something has to hear of that one change.
 */
export function isToldTo(given: Context): (change: Change) => Promise<boolean> {
  const seen = new Map<string, boolean>();
  let ctx = given;
  let names = namesOf(ctx.teams);
  return async (change) => {
    if (change.kind === "notices") return change.user === ctx.actor.id;
    const before = names;
    // Someone may have come into a team, or gone: both they and the others are to know.
    if (change.kind === "team" || change.kind === "everything") {
      ctx = { ...ctx, teams: await currentTeams(ctx) };
      names = namesOf(ctx.teams);
      if (change.kind === "everything" || names.size !== before.size) seen.clear();
    }
    if (!("team" in change) || names.has(change.team) || before.has(change.team)) return true;
    // Administrators keep all teams, without seeing what is in them.
    if (change.kind === "team" && isAdministrator(ctx)) return true;
    return isOfSeenImage(ctx, change, seen);
  };
}

/** Whether it is about an image of another team that the actor may see; asked once for each, until it changes. */
async function isOfSeenImage(ctx: Context, change: Change, seen: Map<string, boolean>): Promise<boolean> {
  if (!("image" in change)) return false;
  const key = `${change.team}/${change.image}`;
  const known = seen.get(key);
  // Sharing, moving and opening an image are changes of the image.
  if (known !== undefined && change.kind !== "image") return known;
  const visible = await getImageInScope(ctx, change).then(
    () => true,
    () => false,
  );
  seen.set(key, visible);
  return visible || known === true;
}

const namesOf = (teams: readonly ContextTeam[]) => new Set(teams.map(({ name }) => name));

async function currentTeams({ actor, teams }: Context): Promise<ContextTeam[]> {
  if (actor.kind === "token") return teams;
  const memberships = await db.member.findMany({
    where: { userId: actor.id },
    select: { role: true, team: { select: { id: true, name: true } } },
  });
  return toTeams(memberships, actor.token?.role);
}
