import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { isAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";

/**
 * Decides which changes an actor is told of, one after the other: those of their teams, and of images of others that they
 * may see. It remembers what it was asked, for who loses sight of something has to hear of that one change.
 */
export function isToldTo(ctx: Context): (change: Change) => Promise<boolean> {
  const seen = new Map<string, boolean>();
  let names = new Set(ctx.teams.map((team) => team.name));
  return async (change) => {
    if (change.kind === "notices") return change.user === ctx.actor.id;
    const before = names;
    // Someone may have come into a team, or gone: both they and the others are to know.
    if (change.kind === "team" || change.kind === "everything") names = await currentTeamNames(ctx);
    if (change.kind === "everything") seen.clear();
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

async function currentTeamNames({ actor, teams }: Context): Promise<Set<string>> {
  if (actor.kind === "token") return new Set(teams.map((team) => team.name));
  const memberships = await db.member.findMany({
    where: { userId: actor.id },
    select: { team: { select: { name: true } } },
  });
  return new Set(memberships.map(({ team }) => team.name));
}
