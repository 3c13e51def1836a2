import { type Change, changeSchema } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { listener } from "#lib/live/listener";
import { SignalQueue } from "#lib/live/signal-queue";

const QUIET_MS = 15_000;
/** The stream ends after this, so that a caller comes back and shows again who they are. */
const LIFETIME_MS = 15 * 60_000;

/** What changed in the actor's teams, as it happens; ends after a quarter of an hour or when aborted. */
export async function* watchChanges(ctx: Context, signal?: AbortSignal): AsyncGenerator<Change> {
  const queue = new SignalQueue<Change>();
  const names = new Set(ctx.teams.map((team) => team.name));
  const unsubscribe = await listener().subscribe("changes", (payload) => {
    // After a break anything may have changed: name each team once.
    const changes =
      payload === null ? [...names].map((team): Change => ({ kind: "team", team })) : [parse(payload)];
    for (const change of changes) {
      if (change && (!("team" in change) || names.has(change.team))) queue.push(change);
    }
  });
  try {
    const end = Date.now() + LIFETIME_MS;
    while (!signal?.aborted && Date.now() < end) yield* await queue.take(QUIET_MS, signal);
  } finally {
    unsubscribe();
  }
}

function parse(payload: string): Change | undefined {
  try {
    return changeSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
