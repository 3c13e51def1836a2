import type { BuildRecorder } from "#lib/builds/build-recorder";
import { explainFailure } from "#lib/builds/explain-failure";
import { findCacheSource } from "#lib/builds/find-cache-source";
import { updateOwned } from "#lib/builds/owned-build";
import { now } from "#lib/clock";
import { db } from "#lib/db";
import { findStepLine } from "#lib/dockerfile/find-step-line";
import { formatLimit } from "#lib/format/format-limit";
import { readBuildLimits } from "#lib/limits/read-build-limits";
import { credentialsFor } from "#worker/credentials";
import { type BuildFailed, buildImage } from "#worker/docker/build-image";
import { cancelBuild } from "#worker/docker/cancel-build";
import { EngineError } from "#worker/docker/engine-error";
import { engineTime } from "#worker/docker/engine-time";
import { ensureImage } from "#worker/docker/ensure-image";
import { inspectImage } from "#worker/docker/inspect-image";
import { LineSplitter, type OutputLine } from "#worker/docker/line-splitter";
import { assertAllowedSize } from "#worker/jobs/assert-allowed-size";
import { BuildFailure, type BuildJob } from "#worker/jobs/build-job";
import { holdToLimits } from "#worker/jobs/hold-to-limits";
import { LogBudget } from "#worker/jobs/log-budget";
import { engineBuildId } from "#worker/jobs/survive-engine";
import { patiently } from "#worker/patiently";

/** How long output without an end of line waits to be shown, for a prompt or a progress dot. */
const IDLE_MS = 250;
/** Lines kept to find the cause of a failure in; some tools name it well before their end. */
const TAIL = 40;
/** Lines that are recorded with the failure itself. */
const SHOWN_TAIL = 12;

interface Track {
  index: number;
  name: string;
  line: number | null;
  cached: boolean;
  splitter: LineSplitter;
  tail: { n: number; text: string }[];
}

/**
 * Builds the resolved Dockerfile in the engine, recording steps and lines as they come, and returns the
 * engine's id of the image, with what it is recorded on the build.
 * @throws BuildFailure when the Dockerfile's own fault ends it
 */
export async function runBuild(job: BuildJob, dockerfile: string, reference: string): Promise<string> {
  const { build, engine, recorder, signal } = job;
  const tracks = new Map<string, Track>();
  const buildId = engineBuildId(build.id, build.attempt, job.engineTry);
  const limits = await patiently(signal, readBuildLimits);
  const budget = new LogBudget(limits.maxLogBytes);
  const toOurTime = engineTime();
  let imageId: string | undefined;
  await patiently(signal, () =>
    updateOwned(db, build, { phase: "building", buildStartedAt: now(), buildFinishedAt: null }),
  );
  const held = await holdToLimits(job, limits);
  const idle = setInterval(() => {
    for (const track of tracks.values()) {
      addLines(recorder, budget, track, track.splitter.flushIdle()).catch(() => {});
    }
  }, IDLE_MS);
  try {
    for await (const event of buildImage(engine, {
      dockerfile,
      tag: reference,
      buildId,
      labels: labelsOf(job),
      cacheFrom: await findCache(job),
      signal,
    })) {
      if (event.type === "built") {
        imageId = event.imageId;
      } else if (event.type === "failed") {
        await endLines(job, budget, tracks);
        throw explain(event, tracks, held.memoryBytes);
      } else if (event.type === "log") {
        const track = tracks.get(event.vertex);
        if (!track) continue;
        const at = toOurTime(event.at);
        await addLines(recorder, budget, track, track.splitter.push(event.bytes, event.stderr, at));
      } else {
        const { cached, error } = event;
        const startedAt = event.startedAt && toOurTime(event.startedAt);
        const completedAt = event.completedAt && toOurTime(event.completedAt);
        let track = tracks.get(event.digest);
        if (!track) {
          const { name, line, isInternal } = findStepLine(event.name, dockerfile);
          // Of BuildKit's own steps only the export takes time that people should see.
          if (isInternal && !error && !name.startsWith("exporting to")) continue;
          // A cache that is not to be had is no fault: the build starts cold.
          if (name.startsWith("importing cache manifest")) continue;
          const index = recorder.addStep({ kind: "build", name, line, vertex: event.digest });
          track = { index, name, line, cached, splitter: new LineSplitter(), tail: [] };
          tracks.set(event.digest, track);
        }
        track.cached = cached;
        recorder.updateStep(track.index, { startedAt, completedAt, cached, error: error || null });
      }
    }
  } finally {
    clearInterval(idle);
    held.close();
    if (signal.aborted) await cancelBuild(engine, buildId).catch(() => {});
  }
  await endLines(job, budget, tracks);
  if (!imageId) throw new Error("The engine built nothing and gave no reason.");
  await assertAllowedSize(job, imageId, limits.maxImageBytes, tracks.values());
  await recordImage(job, imageId, [...tracks.values()]);
  return imageId;
}

async function recordImage(job: BuildJob, imageId: string, tracks: Track[]): Promise<void> {
  const { build, engine, recorder, signal } = job;
  const { config, sizeBytes, layerCount } = await inspectImage(engine, imageId, signal);
  await recorder.flush();
  await patiently(signal, () =>
    updateOwned(db, build, {
      buildFinishedAt: now(),
      engineImageId: imageId,
      config,
      sizeBytes,
      layerCount,
      stepCount: tracks.length,
      cachedStepCount: tracks.filter(({ cached }) => cached).length,
    }),
  );
  build.engineImageId = imageId;
}

async function addLines(
  recorder: BuildRecorder,
  budget: LogBudget,
  track: Track,
  lines: OutputLine[],
): Promise<void> {
  const before = recorder.lineCount(track.index);
  const { kept, notes } = budget.take(track.index, lines);
  lines.forEach(({ text, overwritten }, i) => {
    // Of what is not kept, the cause of a failure can still be told; the line to look at is then the last there is.
    if (!overwritten) track.tail.push({ n: before + Math.min(i + 1, kept.length + notes.length), text });
  });
  track.tail.splice(0, Math.max(0, track.tail.length - TAIL));
  await recorder.addLines(track.index, kept);
  for (const note of notes) await recorder.note(track.index, note);
}

async function endLines(
  { recorder }: BuildJob,
  budget: LogBudget,
  tracks: Map<string, Track>,
): Promise<void> {
  for (const track of tracks.values()) {
    await addLines(recorder, budget, track, track.splitter.end());
    const dropped = budget.end(track.index);
    if (dropped) await recorder.note(track.index, dropped);
  }
}

/**
 * What another engine built of this image last. Where the registry wants a password, the whole image is fetched
 * first: the build itself is given none, for what a Dockerfile can reach could then be fetched with it.
 */
async function findCache({ build, engine, engineId, signal }: BuildJob): Promise<string[]> {
  const reference = await patiently(signal, () => findCacheSource(build.imageId, engineId));
  if (!reference) return [];
  const credentials = credentialsFor(reference);
  try {
    if (credentials) await Array.fromAsync(ensureImage(engine, reference, { credentials, signal }));
    return [reference];
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === "unreachable" || error.code === "timeout")
      throw error;
    // It is gone, or not to be had now: the build starts cold.
    return [];
  }
}

/** What the image says of itself, under the keys that the OCI image specification names. */
function labelsOf({ build }: BuildJob): Record<string, string> {
  return {
    "org.opencontainers.image.title": `${build.team}/${build.image}`,
    "org.opencontainers.image.version": String(build.version),
  };
}

function explain(event: BuildFailed, tracks: Map<string, Track>, memoryLimit: number | null): BuildFailure {
  const track = event.vertex ? tracks.get(event.vertex) : undefined;
  const tail = track?.tail ?? [];
  const { tailIndex, ...explained } = explainFailure({
    message: event.message,
    step: track?.name,
    line: track?.line,
    tail: tail.map(({ text }) => text),
    memoryLimit: memoryLimit === null ? null : formatLimit(memoryLimit),
  });
  const logLine = (tail[tailIndex ?? -1] ?? tail.at(-1))?.n;
  return new BuildFailure({
    ...explained,
    ...(track && { step: track.index }),
    ...(logLine && { logLine, tail: tail.slice(-SHOWN_TAIL).map(({ text }) => text) }),
  });
}
