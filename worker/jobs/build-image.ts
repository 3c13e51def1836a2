import { BuildRecorder } from "#lib/builds/build-recorder";
import type { ClaimedBuild } from "#lib/builds/claim-build";
import { endBuild } from "#lib/builds/end-build";
import { MAX_LOST_WORKERS, SupersededError } from "#lib/builds/owned-build";
import { repositoryOf } from "#lib/builds/registry-address";
import { releaseBuild } from "#lib/builds/renew-lease";
import { askForTags } from "#lib/channels/ask-for-tag";
import { tagsOfBuild } from "#lib/channels/tags-of-build";
import { isDatabaseAway } from "#lib/database-away";
import { db } from "#lib/db";
import type { Engine } from "#worker/docker/connect-engine";
import type { EngineDescription } from "#worker/docker/describe-engine";
import { EngineError } from "#worker/docker/engine-error";
import { inspectImage } from "#worker/docker/inspect-image";
import { BuildFailure, type BuildJob, StopReason } from "#worker/jobs/build-job";
import { holdLease } from "#worker/jobs/hold-lease";
import { pushBuild } from "#worker/jobs/push-build";
import { resolveBases } from "#worker/jobs/resolve-bases";
import { runBuild } from "#worker/jobs/run-build";
import { endEarlierAttempts, surviveEngine } from "#worker/jobs/survive-engine";
import { patiently } from "#worker/patiently";

export interface WorkerParts {
  workerId: string;
  engine: Engine;
  /** How long a build waits for the engine when it has gone away. */
  engineWaitMs: number;
  description: EngineDescription;
  /** Called when it is built and begins to be pushed: the next can begin; and when it has to be built again after all. */
  setPushing: (isPushing: boolean) => void;
  /** Aborted when the worker must let go of what it does. */
  shutdown: AbortSignal;
  /** Aborted, with an EngineError, when the engine stops answering; a new one each time it has come back. */
  engineGone: () => AbortSignal;
  /** Calls back when someone wants this build canceled; returns how to stop listening. */
  onCancel: (buildId: string, callback: () => void) => () => void;
}

/** One build from its claim to its end: bases, build, push, record; or why it came no further. */
export async function buildImageJob(build: ClaimedBuild, parts: WorkerParts): Promise<void> {
  const recorder = new BuildRecorder(build);
  const lease = holdLease(build, parts, build.maxMinutes * 60_000);
  const job: BuildJob = {
    build,
    engine: parts.engine,
    engineWaitMs: parts.engineWaitMs,
    engineId: parts.description.id,
    engineVersion: parts.description.version,
    platform: parts.description.platform,
    workerId: parts.workerId,
    recorder,
    engineTry: 1,
    opening: openingOf(build),
    stop: lease.signal,
    signal: lease.signal,
  };
  try {
    if (build.lostWorkers >= MAX_LOST_WORKERS) throw tooManyLost(build);
    await endEarlierAttempts(job);
    await surviveEngine(job, parts.engineGone, async () => {
      parts.setPushing(false);
      const imageId = (await findBuiltImage(job)) ?? (await buildAnew(job));
      parts.setPushing(true);
      await pushBuild(job, imageId);
    });
  } catch (error) {
    await conclude(job, lease.signal.aborted ? lease.signal.reason : error);
  } finally {
    lease.stop();
  }
}

function openingOf({ takenFrom, attempt }: ClaimedBuild): string[] {
  if (takenFrom)
    return [`${takenFrom} went silent; another worker goes on with this build (attempt ${attempt}).`];
  return attempt > 1 ? [`Handed back by a worker that stopped; it goes on here (attempt ${attempt}).`] : [];
}

async function buildAnew(job: BuildJob): Promise<string> {
  const dockerfile = await resolveBases(job);
  const { version, number } = job.build;
  return runBuild(job, dockerfile, `${repositoryOf(job.build)}:${version}.${number}`);
}

/** What an earlier attempt of this same worker's engine has built already. */
async function findBuiltImage({ build, engine, signal }: BuildJob): Promise<string | null> {
  if (!build.engineImageId) return null;
  try {
    return (await inspectImage(engine, build.engineImageId, signal)).imageId;
  } catch (error) {
    if (error instanceof EngineError && error.code === "not-found") return null;
    throw error;
  }
}

/** Tells the catalogue how it ended, once that is there to be told. */
async function conclude(job: BuildJob, reason: unknown): Promise<void> {
  const { build, recorder } = job;
  if (reason instanceof SupersededError || isStop(reason, "superseded")) {
    console.warn(`build ${build.id}: another worker has it; letting go`);
    await lookAtTags(build);
    return;
  }
  try {
    if (isStop(reason, "shutdown")) {
      await recorder.flush();
      await patiently(undefined, () => releaseBuild(build));
    } else if (isStop(reason, "canceled")) {
      recorder.endOpenSteps("canceled");
      await recorder.flush();
      await patiently(undefined, () => endBuild(build, { status: "canceled" }));
    } else if (isDatabaseAway(reason)) {
      // No fault of the build's: its lease runs out, and a worker that reaches the database takes it up.
      throw reason;
    } else {
      const { error } = toFailure(build, reason);
      const open = recorder.endOpenSteps("stopped");
      if (open) {
        error.step ??= open.index;
        error.line ??= open.line ?? undefined;
      }
      await recorder.flush();
      await patiently(undefined, () => endBuild(build, { status: "failed", error }));
    }
  } catch (error) {
    if (error instanceof SupersededError) return lookAtTags(build);
    throw error;
  }
}

/** What this worker gave a tag after it had lost the build, as when it was stopped meanwhile, is not to stay. */
function lookAtTags({ id, imageId, version, number, attempt }: ClaimedBuild): Promise<void> {
  return patiently(undefined, async () => {
    const pushed = await db.build.findUnique({
      where: { id },
      select: { pushStartedAt: true, digest: true },
    });
    if (pushed?.digest) await askForTags(db, imageId, tagsOfBuild({ version, number, attempt, ...pushed }));
  });
}

function toFailure({ maxMinutes }: ClaimedBuild, reason: unknown): BuildFailure {
  if (reason instanceof BuildFailure) return reason;
  if (isStop(reason, "timeout")) {
    return new BuildFailure({
      code: "timeout",
      message: `The build was ended after ${maxMinutes} min, the longest it may take.`,
      hint: "Split what is slow into steps that are cached, or have an administrator raise the limit.",
    });
  }
  if (reason instanceof EngineError) {
    return new BuildFailure({
      code: `engine-${reason.code}`,
      message:
        reason.code === "no-space"
          ? "The Docker engine's disk is full."
          : "The Docker engine let the build down.",
      cause: reason.message,
      hint:
        reason.code === "no-space"
          ? "Free space on the worker's host (docker system df shows what takes it), then build again."
          : "Build again; if it goes on, look at the worker's engine.",
    });
  }
  console.error(reason);
  return new BuildFailure({
    code: "internal",
    message: "Something went wrong on our side, not in the Dockerfile.",
    hint: "Build again; if it goes on, the worker's log says why.",
  });
}

function tooManyLost(build: ClaimedBuild): BuildFailure {
  return new BuildFailure({
    code: "workers-lost",
    message: `${build.lostWorkers} workers went silent while they had this build; it is not tried again.`,
    hint: "It may take more memory or disk than a worker has.",
  });
}

function isStop(reason: unknown, why: StopReason["why"]): boolean {
  return reason instanceof StopReason && reason.why === why;
}
