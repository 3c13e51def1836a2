import type { BuildRecorder } from "#lib/builds/build-recorder";
import type { ClaimedBuild } from "#lib/builds/claim-build";
import type { BuildError } from "#lib/builds/schemas";
import { now } from "#lib/clock";
import type { Engine } from "#worker/docker/connect-engine";

/** What every part of a build's job works with. */
export interface BuildJob {
  build: ClaimedBuild;
  engine: Engine;
  /** How long to wait for it when it has gone away. */
  engineWaitMs: number;
  engineId: string;
  engineVersion: string;
  platform: string;
  workerId: string;
  recorder: BuildRecorder;
  /** From 1: how often this attempt has been begun in the engine. */
  engineTry: number;
  /** What the next step's log begins with: why this attempt is not the first. */
  opening: string[];
  /** Aborted when the build is to stop; its reason is a StopReason. */
  stop: AbortSignal;
  /** Aborted then, and when the engine stops answering: that one's reason is an EngineError. */
  signal: AbortSignal;
}

/** Begins a step of our own; its log opens with what there is to say about the attempt. */
export async function openStep(job: BuildJob, kind: "resolve" | "push", name: string): Promise<number> {
  const step = job.recorder.addStep({ kind, name, startedAt: now() });
  for (const text of job.opening.splice(0)) await job.recorder.note(step, text);
  return step;
}

/** Why a job stops before its end. */
export class StopReason extends Error {
  override name = "StopReason";
  readonly why: "canceled" | "timeout" | "superseded" | "shutdown";

  constructor(why: StopReason["why"]) {
    super(why);
    this.why = why;
  }
}

/** A build that cannot go on for a reason its owner should read: a result, not a fault of ours. */
export class BuildFailure extends Error {
  override name = "BuildFailure";
  readonly error: BuildError;

  constructor(error: BuildError) {
    super(error.message);
    this.error = error;
  }
}
