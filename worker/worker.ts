import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { claimBuild } from "#lib/builds/claim-build";
import { env } from "#lib/env";
import { listener } from "#lib/live/listener";
import { SignalQueue } from "#lib/live/signal-queue";
import { alone } from "#worker/alone";
import { describeHost, measureHost } from "#worker/describe-host";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { EngineError } from "#worker/docker/engine-error";
import { buildImageJob } from "#worker/jobs/build-image";
import { checkBaseImages } from "#worker/jobs/check-base-images";
import { deliverWebhooks } from "#worker/jobs/deliver-webhooks";
import { syncRegistryTags } from "#worker/jobs/sync-registry-tags";
import { keepEngineTidy } from "#worker/keep-engine-tidy";
import { stayAnnounced } from "#worker/stay-announced";
import { watchEngine } from "#worker/watch-engine";

/** Without a notice for this long, look anyway: for a build whose worker went silent. */
const LOOK_MS = 5000;
/** An engine that says nothing for so long, whatever it is asked, has lost what it was doing. */
const SILENCE_MS = 60_000;
const GIGABYTE = 1e9;

export interface WorkerOptions {
  dockerHost: string | undefined;
  concurrency: number;
  /** Without it BAKEHOUSE_WORKER_NAME, or what the host is called. */
  name?: string;
  silenceMs?: number;
}

export interface RunningWorker {
  id: string;
  name: string;
  engineVersion: string;
  /** Takes no more builds, gives those under way `graceMs`, then hands them back to the queue. */
  stop: (graceMs: number) => Promise<void>;
}

/**
 * Starts a worker in this process: it takes builds off the queue, so many at once, until it is stopped.
 * @throws EngineError when the engine does not answer
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { dockerHost, concurrency, silenceMs = SILENCE_MS } = options;
  const settings = env();
  const engine = connectEngine(dockerHost);
  const description = await describeEngine(engine);

  const notices = new SignalQueue<true>(1);
  const watching = new AbortController();
  const stopping = new AbortController();
  /** Aborted to have builds handed back, or begun again in the engine; a new one for those that come after. */
  let handBack = new AbortController();
  let engineGone = new AbortController();
  const running = new Map<string, Promise<void>>();
  const cancels = new Map<string, () => void>();
  const doing = new Set<Promise<void>>();

  const limitBytes = settings.BAKEHOUSE_CACHE_GB * GIGABYTE;
  const tidy = keepEngineTidy({ engine, engineId: description.id, limitBytes, signal: watching.signal });
  const watch = watchEngine({
    engine,
    minFreeBytes: settings.BAKEHOUSE_MIN_FREE_GB * GIGABYTE,
    silenceMs,
    makeRoom: tidy.makeRoom,
    onChange: (problem) => {
      console.warn(problem ?? "The engine can take builds again.");
      void presence?.tell();
      notices.push(true);
    },
    onSilence: () => {
      const text = `The Docker engine at ${engine.address} has not answered for ${silenceMs / 1000} s`;
      engineGone.abort(new EngineError("unreachable", text));
      engineGone = new AbortController();
    },
    signal: watching.signal,
  });
  let presence: Awaited<ReturnType<typeof stayAnnounced>> | undefined;
  const announced = await stayAnnounced({
    name: options.name ?? settings.BAKEHOUSE_WORKER_NAME ?? hostname(),
    introduction: {
      ...(await describeHost()),
      engineId: description.id,
      engineVersion: description.version,
      platform: description.platform,
      labels: settings.BAKEHOUSE_WORKER_LABELS,
      concurrency,
    },
    condition: () => ({
      ...measureHost(),
      problem: watch.problem,
      diskBytes: watch.disk?.totalBytes ?? null,
      diskFreeBytes: watch.disk?.freeBytes ?? null,
      cacheBytes: tidy.bytes,
      cacheLimitBytes: limitBytes,
    }),
    onOrders: () => {
      drain();
      notices.push(true);
    },
  });
  presence = announced;

  const unsubscribe = await listener().subscribe("queue", (payload) => {
    if (payload === announced.worker.id) void announced.tell();
    else if (payload) cancels.get(payload)?.();
    else notices.push(true);
  });

  let drainTimer: NodeJS.Timeout | undefined;
  function drain(): void {
    clearTimeout(drainTimer);
    if (announced.state !== "draining") return;
    drainTimer = setTimeout(() => {
      handBack.abort();
      handBack = new AbortController();
    }, settings.BAKEHOUSE_DRAIN_MINUTES * 60_000);
  }

  const mayTake = () =>
    !stopping.signal.aborted &&
    running.size < concurrency &&
    announced.state === "active" &&
    announced.problem === null &&
    watch.problem === null;

  async function takeBuilds(): Promise<void> {
    while (mayTake()) {
      const workerId = announced.worker.id;
      const build = await claimBuild({ workerId, running: [...running.keys()] });
      if (!build) return;
      const job = buildImageJob(build, {
        workerId,
        engine,
        description,
        shutdown: handBack.signal,
        engineGone: () => engineGone.signal,
        onCancel: (buildId, callback) => {
          cancels.set(buildId, callback);
          return () => cancels.delete(buildId);
        },
      });
      const ended = job
        .catch((error) => console.error(`build ${build.id}: left to another worker after a fault:`, error))
        .finally(() => {
          running.delete(build.id);
          tidy.soon();
          notices.push(true);
        });
      running.set(build.id, ended);
    }
  }

  const chores = [syncRegistryTags, deliverWebhooks, () => checkBaseImages(engine)].map((chore) =>
    alone(chore, doing),
  );

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await takeBuilds();
        for (const chore of chores) chore();
      } catch (error) {
        console.error("could not look for work, will try again:", error);
      }
      await notices.take(LOOK_MS, stopping.signal);
    }
  }
  const working = watch.known.then(work);

  return {
    id: announced.worker.id,
    name: announced.worker.name,
    engineVersion: description.version,
    async stop(graceMs) {
      stopping.abort();
      await working;
      const grace = setTimeout(() => handBack.abort(), graceMs);
      await Promise.all(running.values());
      // Whatever of these is cut short is taken up by the next worker.
      await Promise.race([Promise.all(doing), sleep(graceMs)]);
      clearTimeout(grace);
      clearTimeout(drainTimer);
      watching.abort();
      unsubscribe();
      await announced.retire().catch(() => {});
    },
  };
}
