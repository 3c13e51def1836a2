import { describeBaseImage, isUndescribed } from "#lib/base-images/describe-base-image";
import { findBase } from "#lib/builds/find-base";
import { updateOwned } from "#lib/builds/owned-build";
import type { ResolvedBase } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { type Base, listBases } from "#lib/dockerfile/list-bases";
import { replaceBases } from "#lib/dockerfile/replace-bases";
import { credentialsFor } from "#worker/credentials";
import { EngineError } from "#worker/docker/engine-error";
import { ensureImage } from "#worker/docker/ensure-image";
import { inspectImage } from "#worker/docker/inspect-image";
import { resolveDigest } from "#worker/docker/resolve-digest";
import { BuildFailure, type BuildJob } from "#worker/jobs/build-job";

/**
 * Finds the digest of every outside image that the Dockerfile needs, has the engine fetch those it has not,
 * and returns the Dockerfile that names digests only.
 * @throws BuildFailure for a base that is not to be had
 */
export async function resolveBases(job: BuildJob): Promise<string> {
  const { build, recorder } = job;
  const step = recorder.addStep({ kind: "resolve", name: "Resolve base images", startedAt: new Date() });
  if (build.takenFrom) {
    await recorder.note(
      step,
      `${build.takenFrom} went silent; another worker goes on with this build (attempt ${build.attempt}).`,
    );
  }
  try {
    const { bases } = listBases(build.dockerfile, job.platform);
    const resolved: ResolvedBase[] = [];
    for (const base of bases.filter(({ isNeeded }) => isNeeded)) {
      const known = resolved.find(({ name }) => name === base.name);
      const found = known ? { ...known, line: base.line } : await resolve(job, base);
      resolved.push(found);
      if (known) continue;
      await recorder.note(step, `${base.name} is ${found.reference} (${SOURCES[found.source]})`);
      await fetchBase(job, step, found);
    }
    const references = new Map(resolved.map(({ name, reference }) => [name, reference]));
    const dockerfile = replaceBases(build.dockerfile, references, job.platform);
    await db.$transaction((tx) =>
      updateOwned(tx, build, {
        bases: resolved,
        resolvedDockerfile: dockerfile,
        engineVersion: job.engineVersion,
      }),
    );
    recorder.updateStep(step, { completedAt: new Date() });
    return dockerfile;
  } catch (error) {
    if (error instanceof BuildFailure) {
      error.error.step = step;
      recorder.updateStep(step, { completedAt: new Date(), error: error.message });
    }
    throw error;
  }
}

const SOURCES = {
  "base-image": "a base image of this Bakehouse",
  catalogue: "from the catalogue",
  registry: "as its registry says",
} as const;

async function resolve(job: BuildJob, base: Base): Promise<ResolvedBase> {
  const found = await findBase(job.build.teamId, base.name);
  if (found.kind === "missing") throw baseNotFound(base, found.reason);
  if (found.kind === "known") {
    const reference = `${found.repository}@${found.digest}`;
    return { line: base.line, name: base.name, reference, digest: found.digest, source: found.source };
  }
  const source = found.kind === "unchecked" ? found.source : "registry";
  try {
    const credentials = credentialsFor(found.reference);
    const digest = await resolveDigest(job.engine, found.reference, { credentials, signal: job.signal });
    const reference = `${found.reference.replace(/(:[^:/@]+)?(@.*)?$/, "")}@${digest}`;
    return { line: base.line, name: base.name, reference, digest, source };
  } catch (error) {
    throw job.signal.aborted ? job.signal.reason : asFailure(base, error);
  }
}

async function fetchBase(
  job: BuildJob,
  step: number,
  { reference, source, digest }: ResolvedBase,
): Promise<void> {
  const credentials = credentialsFor(reference);
  for await (const event of ensureImage(job.engine, reference, { credentials, signal: job.signal })) {
    if (event.type !== "ready") continue;
    if (event.pulled) await job.recorder.note(step, `Pulled ${reference}`);
    if (source === "base-image" && (await isUndescribed(digest))) {
      await describeBaseImage(digest, await inspectImage(job.engine, event.imageId, job.signal));
    }
  }
}

function asFailure(base: Base, error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  if (error.code === "unreachable" || error.code === "timeout") return error;
  const reason =
    error.code === "registry-unreachable"
      ? "its registry does not answer"
      : "its registry has no such image, or hides it";
  return baseNotFound(base, `it is no base image here, not in the catalogue, and ${reason}`, error.message);
}

function baseNotFound(base: Base, reason: string, cause?: string): BuildFailure {
  return new BuildFailure({
    code: "base-not-found",
    message: `The base ${base.name} in line ${base.line} was not found: ${reason}.`,
    cause,
    hint: "Base images lists the names that FROM knows; an administrator can add this one there.",
    line: base.line,
  });
}
