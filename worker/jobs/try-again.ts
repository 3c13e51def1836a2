import { setTimeout as sleep } from "node:timers/promises";
import { EngineError } from "#worker/docker/engine-error";
import type { BuildJob } from "#worker/jobs/build-job";

/** Between tries; the last goes on. */
const PAUSES_MS = [1000, 2000, 5000, 10_000, 20_000, 30_000];

/**
 * Does work that needs a registry, again after growing pauses while that is away, and says so in the step's log.
 * @param tries at most; without it, until the build's own time is over
 * @throws EngineError for what waiting does not mend; the signal's reason once it is aborted
 */
export async function tryAgain<T>(
  job: BuildJob,
  step: number,
  work: () => Promise<T>,
  { tries = Number.POSITIVE_INFINITY, promise = "" } = {},
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (job.signal.aborted) throw job.signal.reason;
      if (!(error instanceof EngineError) || error.code !== "registry-unreachable") throw error;
      if (attempt + 1 >= tries) throw error;
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 1000;
      await job.recorder.note(step, `${error.message}. Trying again in ${pause / 1000} s${promise}.`);
      await sleep(pause, undefined, { signal: job.signal }).catch(() => {
        throw job.signal.reason;
      });
    }
  }
}
