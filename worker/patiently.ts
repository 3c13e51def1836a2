import { setTimeout as sleep } from "node:timers/promises";
import { forLog, isDatabaseAway } from "#lib/database-away";

const PAUSES_MS = [100, 500, 1000, 2000, 5000];

/**
 * Does work on the database, again and again while that is away: a build goes on, and what it has to say waits. The
 * work must bear being done twice, for it may have been committed unheard.
 * @throws the signal's reason once it is aborted; what the work throws for any other cause
 */
export async function patiently<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      signal?.throwIfAborted();
      if (attempt === 0) console.error("will try again:", forLog(error));
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
      await sleep(pause, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}
