import { type Change, changeSchema } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { isAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { listener } from "#lib/live/listener";
import { SignalQueue } from "#lib/live/signal-queue";

const QUIET_MS = 15_000;
/** The stream ends after this, so that a caller comes back and shows again who they are. */
const LIFETIME_MS = 15 * 60_000;

/** What changed in the actor's teams, as it happens; ends after a quarter of an hour or when aborted. */
export async function* watchChanges(ctx: Context, signal?: AbortSignal): AsyncGenerator<Change> {
  const queue = new SignalQueue<Change>();
  const seen = new Map<string, boolean>();
  let names = new Set(ctx.teams.map((team) => team.name));
  const unsubscribe = await listener().subscribe("changes", (payload) => {
    if (payload !== null) queue.push(...parse(payload));
    // After a break anything may have changed: name each team once.
    else {
      const teams = [...names].map((team): Change => ({ kind: "team", team }));
      queue.push({ kind: "baseImages" }, { kind: "notices", user: ctx.actor.id }, ...teams);
    }
  });
  try {
    const end = Date.now() + LIFETIME_MS;
    while (!signal?.aborted && Date.now() < end) {
      for (const change of await queue.take(QUIET_MS, signal)) {
        if (change.kind === "notices" && change.user !== ctx.actor.id) continue;
        const before = names;
        // Someone may have come into a team, or gone: both they and the others are to know.
        if (change.kind === "team") names = await currentTeamNames(ctx);
        if (!("team" in change) || names.has(change.team) || before.has(change.team)) yield change;
        // Administrators keep all teams, without seeing what is in them.
        else if (change.kind === "team" && isAdministrator(ctx)) yield change;
        else if (await isOfSeenImage(ctx, change, seen)) yield change;
      }
    }
  } finally {
    unsubscribe();
  }
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

function parse(payload: string): Change[] {
  try {
    return [changeSchema.parse(JSON.parse(payload))];
  } catch {
    return [];
  }
}
