import { updateOwned } from "#lib/builds/owned-build";
import { publishBuild } from "#lib/builds/publish-build";
import { repositoryOf } from "#lib/builds/registry-address";
import { attemptTag } from "#lib/channels/attempt-tag";
import { now } from "#lib/clock";
import { db } from "#lib/db";
import { credentialsFor } from "#worker/credentials";
import { EngineError, type EngineErrorCode } from "#worker/docker/engine-error";
import { parseLayers } from "#worker/docker/parse-layers";
import { pushImage } from "#worker/docker/push-image";
import { getManifest, headDigest, type Manifest, putManifest } from "#worker/docker/registry-client";
import { BuildFailure, type BuildJob, openStep, StopReason } from "#worker/jobs/build-job";
import { tryAgain } from "#worker/jobs/try-again";
import { patiently } from "#worker/patiently";

/**
 * Pushes a built image, then gives it its tags and records the build as succeeded, as one. The engine pushes under a
 * tag of this attempt alone: a push that a worker long superseded still had under way can land when it likes, and
 * names nothing that anybody uses. A registry that is away is tried again with growing pauses, without building again.
 * @throws BuildFailure when the registry refuses
 */
export async function pushBuild(job: BuildJob, imageId: string): Promise<void> {
  const { build, recorder } = job;
  const repository = repositoryOf(build);
  const reference = `${repository}:${build.version}.${build.number}`;
  const step = await openStep(job, "push", `Push ${reference}`);
  const again = { promise: "; nothing is built again" };
  await patiently(job.signal, () => updateOwned(db, build, { phase: "pushing", pushStartedAt: now() }));
  try {
    const manifest = await tryAgain(job, step, () => upload(job, step, imageId), again);
    await patiently(job.signal, () => record(job, `${repository}@${manifest.digest}`, manifest));
    await recorder.note(step, `${reference} is ${manifest.digest}`);
    recorder.updateStep(step, { completedAt: now() });
    await recorder.flush();
    const publish = () => publishBuild(build, (tags) => giveTags(job, manifest, tags));
    await tryAgain(job, step, () => patiently(job.signal, publish), again);
  } catch (error) {
    if (job.signal.aborted) throw error;
    const failure = error instanceof EngineError ? registryFailure(error) : error;
    if (!(failure instanceof BuildFailure)) throw error;
    failure.error.step = step;
    recorder.updateStep(step, { completedAt: now(), error: failure.message });
    throw failure;
  }
}

/** Uploads the image unless an earlier attempt came as far, and returns what the registry has then. */
async function upload(job: BuildJob, step: number, imageId: string): Promise<Manifest> {
  const { build, recorder, engine, signal } = job;
  const repository = repositoryOf(build);
  const options = { credentials: credentialsFor(repository), signal };
  if (build.digest && (await headDigest(`${repository}@${build.digest}`, options))) {
    await recorder.note(step, "An earlier attempt had pushed it already.");
    return getManifest(`${repository}@${build.digest}`, options);
  }
  const target = `${repository}:${attemptTag(build)}`;
  // Says at once that the registry is away or refuses us; the engine would try for more than a minute.
  await headDigest(target, options);
  const done = new Set<string>();
  for await (const event of pushImage(engine, imageId, target, options)) {
    if (event.type === "pushed") return getManifest(`${repository}@${event.digest}`, options);
    const text = describeLayer(event);
    if (text && !done.has(text)) {
      done.add(text);
      await recorder.note(step, text);
    }
  }
  throw new EngineError("unreachable", `Cannot push ${target}: the engine named no digest`);
}

async function record({ build }: BuildJob, reference: string, manifest: Manifest): Promise<void> {
  await db.$transaction(async (tx) => {
    await updateOwned(tx, build, { digest: manifest.digest, reference, phase: "recording" });
    const layers = parseLayers(manifest);
    await tx.buildLayer.deleteMany({ where: { buildId: build.id } });
    await tx.buildLayer.createMany({
      data: layers.map((layer, index) => ({ buildId: build.id, teamId: build.teamId, index, ...layer })),
    });
  });
  build.digest = manifest.digest;
}

/** Within the transaction that makes the build good: whoever lost the build in the meantime never comes here. */
async function giveTags(
  { build, stop }: BuildJob,
  manifest: Manifest,
  { own, others }: { own: string; others: string[] },
): Promise<void> {
  const repository = repositoryOf(build);
  const options = { credentials: credentialsFor(repository), signal: handingBack(stop) };
  const existing = await headDigest(`${repository}:${own}`, options);
  if (existing && existing !== manifest.digest) throw tagTaken(`${repository}:${own}`);
  for (const tag of [...(existing ? [] : [own]), ...others]) {
    await putManifest(`${repository}:${tag}`, manifest, options);
  }
}

/**
 * Aborted when the build is handed back: the next to have it gives the same tags. Whoever cancels now comes too late, for
 * a tag may be there already.
 */
function handingBack(stop: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const look = () => {
    if (stop.reason instanceof StopReason && stop.reason.why === "shutdown") controller.abort(stop.reason);
  };
  if (stop.aborted) look();
  else stop.addEventListener("abort", look, { once: true });
  return controller.signal;
}

function describeLayer(event: { layer: string | null; status: string }): string | null {
  if (!event.layer || !/^(Pushed|Layer already exists|Mounted from)/.test(event.status)) return null;
  return `${event.layer} ${event.status}`;
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
  "digest-mismatch": {
    message: "The registry gives out something else than was pushed to it",
    hint: "What stands between the worker and the registry changes what passes: look for a proxy or a cache.",
  },
  "not-found": {
    message: "The registry took the image and does not have it",
    hint: "Look at the registry's storage and log, then build again: all steps are cached.",
  },
  "registry-invalid": {
    message: "What answers at the registry's address is no registry",
    hint: "Check BAKEHOUSE_REGISTRY.",
  },
};

function registryFailure(error: EngineError): BuildFailure | EngineError {
  if (error.code === "unreachable" || error.code === "timeout") return error;
  const refusal = REFUSALS[error.code];
  return new BuildFailure({
    code: `registry-${error.code.replace(/^registry-/, "")}`,
    message: `${refusal?.message ?? "The image was built but could not be pushed"}.`,
    cause: error.message,
    hint: refusal?.hint ?? "Build again: all steps are cached.",
  });
}
