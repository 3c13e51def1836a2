import { setTimeout as sleep } from "node:timers/promises";
import { cancelBuild } from "#worker/docker/cancel-build";
import { describeEngine } from "#worker/docker/describe-engine";
import { EngineError } from "#worker/docker/engine-error";
import type { BuildJob } from "#worker/jobs/build-job";

/** How often an attempt is begun before its engine is given up. */
export const ENGINE_TRIES = 3;
const ASK_MS = 1000;
const GONE = new Set(["unreachable", "timeout", "canceled"]);

/**
 * Does what a build needs its engine for, once more when the engine went away meanwhile and came back: what it had
 * finished is cached there.
 * @throws EngineError when it goes away each time, or stays away
 */
export async function surviveEngine<T>(
  job: BuildJob,
  engineGone: () => AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    job.signal = AbortSignal.any([job.stop, engineGone()]);
    try {
      return await work();
    } catch (error) {
      if (job.stop.aborted || !(error instanceof EngineError) || !GONE.has(error.code)) throw error;
      if (job.engineTry >= ENGINE_TRIES) throw error;
      const open = job.recorder.endOpenSteps("stopped");
      const text = `${error.message}. Waiting for the engine; then the build goes on with what is cached (try ${job.engineTry + 1} of ${ENGINE_TRIES}).`;
      if (open) await job.recorder.note(open.index, text);
      else job.opening.push(text);
      await engineIsBack(job, error);
      await endInEngine(job, job.build.attempt, job.engineTry);
      job.engineTry++;
    }
  }
}

/** Ends what workers that are gone, and earlier tries, may have left running in this engine. */
export async function endEarlierAttempts(job: BuildJob): Promise<void> {
  for (let attempt = 1; attempt < job.build.attempt; attempt++) await endInEngine(job, attempt, ENGINE_TRIES);
}

/** What a build is called in the engine, different each time it is begun. */
export function engineBuildId(buildId: string, attempt: number, engineTry: number): string {
  return `bakehouse-${buildId}-${attempt}-${engineTry}`;
}

async function endInEngine({ engine, build }: BuildJob, attempt: number, tries: number): Promise<void> {
  for (let engineTry = 1; engineTry <= tries; engineTry++) {
    // It knows no such build, most likely; and one that is away runs none.
    await cancelBuild(engine, engineBuildId(build.id, attempt, engineTry)).catch(() => {});
  }
}

async function engineIsBack({ engine, engineWaitMs, stop }: BuildJob, cause: EngineError): Promise<void> {
  const end = performance.now() + engineWaitMs;
  for (;;) {
    await sleep(ASK_MS, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    try {
      await describeEngine(engine, stop);
      return;
    } catch {
      stop.throwIfAborted();
      if (performance.now() > end) throw cause;
    }
  }
}
