import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { claimBuild } from "#lib/builds/claim-build";
import { LeaseWatch, type LostLease } from "#lib/builds/lease-watch";
import { forLog } from "#lib/database-away";
import { env } from "#lib/env";
import { listener } from "#lib/live/listener";
import type { Chore } from "#lib/live/notify";
import { SignalQueue } from "#lib/live/signal-queue";
import { oneAtATime } from "#lib/one-at-a-time";
import { describeHost, measureHost } from "#worker/describe-host";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { EngineError } from "#worker/docker/engine-error";
import { readEngineTls } from "#worker/docker/engine-tls";
import { checkBaseImages } from "#worker/jobs/check-base-images";
import { deliverWebhooks } from "#worker/jobs/deliver-webhooks";
import { syncRegistryTags } from "#worker/jobs/sync-registry-tags";
import { keepEngineTidy } from "#worker/keep-engine-tidy";
import { RunningBuilds } from "#worker/running-builds";
import { stayAnnounced } from "#worker/stay-announced";
import { watchEngine } from "#worker/watch-engine";

const CHORES: readonly Chore[] = ["tags", "webhooks", "baseImages"];
/** Without a notice for this long, look anyway: for a build whose worker went silent. */
const LOOK_MS = 2500;
/** An engine that says nothing for so long, whatever it is asked, has lost what it was doing. */
const SILENCE_MS = 60_000;
/** How long a build waits for an engine to come back. */
const ENGINE_WAIT_MS = 10 * 60_000;
const GIGABYTE = 1e9;

export interface WorkerOptions {
  dockerHost: string | undefined;
  concurrency: number;
  /** Without it BAKEHOUSE_WORKER_NAME, or what the host is called. */
  name?: string;
  silenceMs?: number;
  engineWaitMs?: number;
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
  const { dockerHost, concurrency, silenceMs = SILENCE_MS, engineWaitMs = ENGINE_WAIT_MS } = options;
  const settings = env();
  const engine = connectEngine(dockerHost, readEngineTls(settings));
  const description = await describeEngine(engine);

  const notices = new SignalQueue<true>(1);
  const stopping = new AbortController();
  const watching = new AbortController();
  const builds = new RunningBuilds();

  const limitBytes = settings.BAKEHOUSE_CACHE_GB * GIGABYTE;
  const tidy = keepEngineTidy({ engine, engineId: description.id, limitBytes, signal: watching.signal });
  const watch = watchEngine({
    engine,
    minFreeBytes: settings.BAKEHOUSE_MIN_FREE_GB * GIGABYTE,
    silenceMs,
    makeRoom: tidy.makeRoom,
    onChange: (problem) => {
      console.warn(problem?.text ?? "The engine can take builds again.");
      notices.push(true);
      // Before it is announced, there is nobody to tell: its first words say it.
      void tell?.();
    },
    onSilence: () => {
      const text = `The Docker engine at ${engine.address} has not answered for ${silenceMs / 1000} s`;
      builds.loseEngine(new EngineError("unreachable", text));
    },
    signal: watching.signal,
  });

  let tell: (() => Promise<void>) | undefined;
  let drainTimer: NodeJS.Timeout | undefined;
  const presence = await stayAnnounced({
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
    onOrders: (state) => {
      clearTimeout(drainTimer);
      const drainMs = settings.BAKEHOUSE_DRAIN_MINUTES * 60_000;
      if (state === "draining") drainTimer = setTimeout(() => builds.handBack(), drainMs);
      notices.push(true);
    },
  });
  tell = presence.tell;

  const unsubscribe = await listener().subscribe("queue", (payload) => {
    if (!payload) notices.push(true);
    else if (payload === presence.worker.id) void presence.tell();
    else builds.cancel(payload);
  });

  const mayTake = () =>
    !stopping.signal.aborted &&
    builds.hasPlace(concurrency) &&
    presence.state === "active" &&
    presence.problem === null &&
    watch.problem === null;

  const leases = new LeaseWatch();
  let lost: LostLease[] = [];
  let lookedMs = Number.NEGATIVE_INFINITY;

  async function takeBuilds(): Promise<void> {
    if (performance.now() - lookedMs >= LOOK_MS) {
      lost = await leases.look();
      lookedMs = performance.now();
    }
    while (mayTake()) {
      const workerId = presence.worker.id;
      const build = await claimBuild({ workerId, running: builds.ids, lost });
      if (!build) return;
      builds.begin(
        build,
        { workerId, engine, engineWaitMs, description },
        { onPlace: () => notices.push(true), onEnd: () => tidy.soon() },
      );
    }
  }

  let choresMs = Number.NEGATIVE_INFINITY;
  const doing = new Set<Promise<void>>();
  const chores: Record<Chore, () => Promise<void>> = {
    tags: oneAtATime(syncRegistryTags),
    webhooks: oneAtATime(deliverWebhooks),
    baseImages: oneAtATime(() => checkBaseImages(engine)),
  };
  function doChores(which: readonly Chore[]): void {
    for (const chore of which) {
      const done = chores[chore]()
        .catch((error) => console.error("a chore failed, it will be tried again:", forLog(error)))
        .finally(() => doing.delete(done));
      doing.add(done);
    }
  }
  const unsubscribeChores = await listener().subscribe("chores", (chore) => {
    if (!stopping.signal.aborted) doChores(chore === null ? CHORES : CHORES.filter((one) => one === chore));
  });

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await takeBuilds();
        if (performance.now() - choresMs >= LOOK_MS) {
          doChores(CHORES);
          choresMs = performance.now();
        }
      } catch (error) {
        console.error("could not look for work, will try again:", forLog(error));
      }
      await notices.take(LOOK_MS, stopping.signal);
    }
  }
  const working = watch.known.then(work);

  return {
    id: presence.worker.id,
    name: presence.worker.name,
    engineVersion: description.version,
    async stop(graceMs) {
      stopping.abort();
      await working;
      const grace = setTimeout(() => builds.handBack(), graceMs);
      await builds.end();
      // Whatever of these is cut short is taken up by the next worker.
      await Promise.race([Promise.all(doing), sleep(graceMs)]);
      clearTimeout(grace);
      clearTimeout(drainTimer);
      watching.abort();
      unsubscribe();
      unsubscribeChores();
      await presence.retire().catch(() => {});
    },
  };
}
