import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { changeLog, type LoggedChange } from "#lib/live/change-log";
import { isToldTo } from "#lib/live/is-told-to";
import { SignalQueue } from "#lib/live/signal-queue";

const QUIET_MS = 15_000;
/** The stream ends after this, so that a caller comes back and shows again who they are. */
const LIFETIME_MS = 15 * 60_000;

/**
 * What changed in the actor's teams, as it happens; ends after a quarter of an hour or when aborted.
 * @param after the id of the last change that was seen: what came after it is told first, or, where nobody knows that any
 *   more, that everything may have changed
 */
export async function* watchChanges(
  ctx: Context,
  signal?: AbortSignal,
  after?: string,
): AsyncGenerator<LoggedChange> {
  const queue = new SignalQueue<LoggedChange>();
  const isTold = isToldTo(ctx);
  const { missed, stop } = await changeLog().watch(after, (change) => queue.push(change));
  try {
    yield* await catchUp(missed, isTold);
    const end = Date.now() + LIFETIME_MS;
    while (!signal?.aborted && Date.now() < end) {
      for (const logged of await queue.take(QUIET_MS, signal)) if (await isTold(logged.event)) yield logged;
    }
  } finally {
    stop();
  }
}

/** What of the missed the actor is told. A team or an image that they do not see now they may have seen until then. */
async function catchUp(
  missed: readonly LoggedChange[],
  isTold: (change: Change) => Promise<boolean>,
): Promise<LoggedChange[]> {
  const told: LoggedChange[] = [];
  for (const logged of missed) {
    if (await isTold(logged.event)) told.push(logged);
    else if (logged.event.kind === "team" || logged.event.kind === "image") {
      return [
        { event: { kind: "everything" }, resumeAfter: missed.at(-1)?.resumeAfter ?? logged.resumeAfter },
      ];
    }
  }
  return told;
}
