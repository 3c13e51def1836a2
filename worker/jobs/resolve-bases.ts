import { describeBaseImage, isUndescribed } from "#lib/base-images/describe-base-image";
import { findBase } from "#lib/builds/find-base";
import { updateOwned } from "#lib/builds/owned-build";
import { registryAddress } from "#lib/builds/registry-address";
import type { ResolvedBase } from "#lib/builds/schemas";
import { now } from "#lib/clock";
import { db } from "#lib/db";
import { type Base, listBases } from "#lib/dockerfile/list-bases";
import { replaceBases } from "#lib/dockerfile/replace-bases";
import { credentialsFor } from "#worker/credentials";
import type { Credentials } from "#worker/docker/call-engine";
import { EngineError } from "#worker/docker/engine-error";
import { ensureImage } from "#worker/docker/ensure-image";
import { inspectImage } from "#worker/docker/inspect-image";
import { resolveDigest } from "#worker/docker/resolve-digest";
import { BuildFailure, type BuildJob, openStep } from "#worker/jobs/build-job";
import { tryAgain } from "#worker/jobs/try-again";
import { patiently } from "#worker/patiently";

/**
 * Finds the digest of every outside image that the Dockerfile needs, has the engine fetch those it has not,
 * and returns the Dockerfile that names digests only.
 * @throws BuildFailure for a base that is not to be had
 */
export async function resolveBases(job: BuildJob): Promise<string> {
  const { build, recorder } = job;
  const step = await openStep(job, "resolve", "Resolve base images");
  try {
    const { bases } = listBases(build.dockerfile, job.platform);
    const resolved: ResolvedBase[] = [];
    for (const base of bases.filter(({ isNeeded }) => isNeeded)) {
      const known = resolved.find(({ name }) => name === base.name);
      const found = known ? { ...known, line: base.line } : await resolve(job, step, base);
      resolved.push(found);
      if (known) continue;
      await recorder.note(step, `${base.name} is ${found.reference} (${SOURCES[found.source]})`);
      await fetchBase(job, step, found);
    }
    const references = new Map(resolved.map(({ name, reference }) => [name, reference]));
    const dockerfile = replaceBases(build.dockerfile, references, job.platform);
    await patiently(job.signal, () =>
      updateOwned(db, build, {
        bases: resolved,
        resolvedDockerfile: dockerfile,
        engineId: job.engineId,
        engineVersion: job.engineVersion,
      }),
    );
    recorder.updateStep(step, { completedAt: now() });
    return dockerfile;
  } catch (error) {
    if (error instanceof BuildFailure) {
      error.error.step = step;
      recorder.updateStep(step, { completedAt: now(), error: error.message });
    }
    throw error;
  }
}

/** A base's registry that stays away ends the build: it may be one that was never there. */
const FETCH_TRIES = 4;

const SOURCES = {
  "base-image": "a base image of this Bakehouse",
  catalogue: "from the catalogue",
  registry: "as its registry says",
} as const;

async function resolve(job: BuildJob, step: number, base: Base): Promise<ResolvedBase> {
  const found = await patiently(job.signal, () => findBase(job.build.teamId, base.name));
  if (found.kind === "missing") throw baseNotFound(base, found.reason);
  if (found.kind === "known") {
    const reference = `${found.repository}@${found.digest}`;
    return { line: base.line, name: base.name, reference, digest: found.digest, source: found.source };
  }
  const source = found.kind === "unchecked" ? found.source : "registry";
  try {
    const credentials = credentialsOf(found.reference, source);
    const ask = () => resolveDigest(job.engine, found.reference, { credentials, signal: job.signal });
    const digest = await tryAgain(job, step, ask, { tries: FETCH_TRIES });
    const reference = `${found.reference.replace(/(:[^:/@]+)?(@.*)?$/, "")}@${digest}`;
    return { line: base.line, name: base.name, reference, digest, source };
  } catch (error) {
    throw job.signal.aborted ? job.signal.reason : asFailure(base, source, error);
  }
}

/** What else is on our registry's host, beside our part of it, nobody is to have by our password. */
function credentialsOf(reference: string, source: ResolvedBase["source"]): Credentials | undefined {
  if (source === "registry" && !reference.startsWith(`${registryAddress()}/`)) return undefined;
  return credentialsFor(reference);
}

async function fetchBase(
  job: BuildJob,
  step: number,
  { reference, source, digest }: ResolvedBase,
): Promise<void> {
  const credentials = credentialsOf(reference, source);
  const fetch = async () => {
    for await (const event of ensureImage(job.engine, reference, { credentials, signal: job.signal })) {
      if (event.type === "ready") return event;
    }
    throw new EngineError("unreachable", `Cannot pull ${reference}: the engine stopped without a result`);
  };
  const { pulled, imageId } = await tryAgain(job, step, fetch, { tries: FETCH_TRIES });
  if (pulled) await job.recorder.note(step, `Pulled ${reference}`);
  if (source === "base-image" && (await patiently(job.signal, () => isUndescribed(digest)))) {
    const inspected = await inspectImage(job.engine, imageId, job.signal);
    await patiently(job.signal, () => describeBaseImage(digest, inspected));
  }
}

function asFailure(base: Base, source: ResolvedBase["source"], error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  if (error.code === "unreachable" || error.code === "timeout") return error;
  const reason =
    error.code === "registry-unreachable"
      ? "its registry does not answer"
      : "its registry has no such image, or hides it";
  // The first start announces its base images before they are made.
  if (source === "base-image") {
    return baseNotFound(base, `it is a base image of this Bakehouse, but ${reason}`, {
      cause: error.message,
      hint: "Base images says how it stands. If it is still being made, build again in a minute or two.",
    });
  }
  return baseNotFound(base, `it is no base image here, not in the catalogue, and ${reason}`, {
    cause: error.message,
  });
}

function baseNotFound(
  base: Base,
  reason: string,
  more: { cause?: string; hint?: string } = {},
): BuildFailure {
  return new BuildFailure({
    code: "base-not-found",
    message: `The base ${base.name} in line ${base.line} was not found: ${reason}.`,
    hint: "Base images lists the names that FROM knows; an administrator can add this one there.",
    line: base.line,
    ...more,
  });
}
