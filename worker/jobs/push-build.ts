import { setTimeout as sleep } from "node:timers/promises";
import { updateOwned } from "#lib/builds/owned-build";
import { publishBuild } from "#lib/builds/publish-build";
import { repositoryOf } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { credentialsFor } from "#worker/credentials";
import { EngineError, type EngineErrorCode } from "#worker/docker/engine-error";
import { moveTag } from "#worker/docker/move-tag";
import { pushImage } from "#worker/docker/push-image";
import { headDigest } from "#worker/docker/registry-client";
import { BuildFailure, type BuildJob } from "#worker/jobs/build-job";

/** Between tries of a push; the last goes on until the build's own time is over. */
const PAUSES_MS = [1000, 2000, 5000, 10_000, 20_000, 30_000];

/**
 * Pushes a built image under the tag that never moves, then moves the tags that follow, then records the
 * build as succeeded. A registry that is away is tried again with growing pauses, without building again.
 * @throws BuildFailure when the registry refuses
 */
export async function pushBuild(job: BuildJob, imageId: string): Promise<void> {
  const { build, recorder } = job;
  const repository = repositoryOf(build);
  const reference = `${repository}:${build.version}.${build.number}`;
  const step = recorder.addStep({ kind: "push", name: `Push ${reference}`, startedAt: new Date() });
  await db.$transaction((tx) => updateOwned(tx, build, { phase: "pushing", pushStartedAt: new Date() }));
  try {
    const digest = await tryAgain(job, step, () => push(job, step, imageId, reference));
    await db.$transaction((tx) => updateOwned(tx, build, { digest, reference: `${repository}@${digest}` }));
    await recorder.note(step, `${reference} is ${digest}`);
    recorder.updateStep(step, { completedAt: new Date() });
    await recorder.flush();
    await tryAgain(job, step, () =>
      publishBuild(build, async (tag) => {
        await moveTag(`${repository}@${digest}`, tag, { credentials: credentialsFor(repository) });
      }),
    );
  } catch (error) {
    if (job.signal.aborted) throw error;
    const failure = error instanceof EngineError ? registryFailure(error) : error;
    if (!(failure instanceof BuildFailure)) throw error;
    failure.error.step = step;
    recorder.updateStep(step, { completedAt: new Date(), error: failure.message });
    throw failure;
  }
}

/**
 * Pushes under the build's own tag, unless an earlier attempt came as far. Asking for the tag first also says
 * at once that the registry is away or refuses us; the engine would try for more than a minute.
 */
async function push(job: BuildJob, step: number, imageId: string, reference: string): Promise<string> {
  const credentials = credentialsFor(reference);
  const { build, recorder, engine, signal } = job;
  const existing = await headDigest(reference, { credentials, signal });
  if (existing) {
    if (build.attempt === 1 || (build.digest && build.digest !== existing)) throw tagTaken(reference);
    await recorder.note(step, "An earlier attempt had pushed it already.");
    return existing;
  }
  const done = new Set<string>();
  for await (const event of pushImage(engine, imageId, reference, { credentials, signal })) {
    if (event.type === "pushed") return event.digest;
    const text = describeLayer(event);
    if (text && !done.has(text)) {
      done.add(text);
      await recorder.note(step, text);
    }
  }
  throw new EngineError("unreachable", `Cannot push ${reference}: the engine named no digest`);
}

function describeLayer(event: { layer: string | null; status: string }): string | null {
  if (!event.layer || !/^(Pushed|Layer already exists|Mounted from)/.test(event.status)) return null;
  return `${event.layer} ${event.status}`;
}

async function tryAgain<T>(job: BuildJob, step: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (job.signal.aborted) throw job.signal.reason;
      if (!(error instanceof EngineError) || !error.transient) throw error;
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 1000;
      await job.recorder.note(
        step,
        `${error.message}. Trying again in ${pause / 1000} s; nothing is built again.`,
      );
      await sleep(pause, undefined, { signal: job.signal }).catch(() => {
        throw job.signal.reason;
      });
    }
  }
}

function tagTaken(reference: string): BuildFailure {
  return new BuildFailure({
    code: "tag-taken",
    message: `The registry has another image under ${reference} already, and this tag never moves.`,
    hint: "Build again: the next build has the next number.",
  });
}

const REFUSALS: Partial<Record<EngineErrorCode, { message: string; hint: string }>> = {
  unauthorized: {
    message: "The registry refused our user name or password",
    hint: "An administrator sets BAKEHOUSE_REGISTRY_USERNAME and BAKEHOUSE_REGISTRY_PASSWORD.",
  },
  denied: {
    message: "The registry knows us but does not let us push here",
    hint: "Give the registry's account the right to push to this repository.",
  },
  quota: {
    message: "The registry has no room for this image",
    hint: "Delete what is old in the registry or raise its quota, then build again: all steps are cached.",
  },
  "registry-invalid": {
    message: "What answers at the registry's address is no registry",
    hint: "Check BAKEHOUSE_REGISTRY.",
  },
};

function registryFailure(error: EngineError): BuildFailure {
  const refusal = REFUSALS[error.code];
  return new BuildFailure({
    code: `registry-${error.code.replace(/^registry-/, "")}`,
    message: `${refusal?.message ?? "The image was built but could not be pushed"}.`,
    cause: error.message,
    hint: refusal?.hint ?? "Build again: all steps are cached.",
  });
}
