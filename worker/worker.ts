import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { announceWorker, keepWorkerSeen, retireWorker } from "#lib/builds/announce-worker";
import { claimBuild } from "#lib/builds/claim-build";
import { listener } from "#lib/live/listener";
import { SignalQueue } from "#lib/live/signal-queue";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { buildImageJob } from "#worker/jobs/build-image";
import { checkBaseImages } from "#worker/jobs/check-base-images";
import { deliverWebhooks } from "#worker/jobs/deliver-webhooks";
import { syncRegistryTags } from "#worker/jobs/sync-registry-tags";

/** Without a notice for this long, look anyway: for a build whose worker went silent. */
const LOOK_MS = 5000;
const SEEN_MS = 10_000;

export interface WorkerOptions {
  dockerHost: string | undefined;
  concurrency: number;
  name?: string;
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
  const engine = connectEngine(options.dockerHost);
  const description = await describeEngine(engine);
  const name = options.name ?? `${hostname()}-${process.pid}`;
  const workerId = await announceWorker({
    name,
    engineVersion: description.version,
    platform: description.platform,
  });

  const notices = new SignalQueue<true>(1);
  const cancels = new Map<string, () => void>();
  const unsubscribe = await listener().subscribe("queue", (payload) => {
    if (payload) cancels.get(payload)?.();
    else notices.push(true);
  });
  const shutdown = new AbortController();
  const drain = new AbortController();
  const running = new Set<Promise<void>>();
  const held = new Set<string>();
  const doing = new Set<Promise<void>>();
  const parts = {
    workerId,
    engine,
    description,
    shutdown: shutdown.signal,
    onCancel: (buildId: string, callback: () => void) => {
      cancels.set(buildId, callback);
      return () => cancels.delete(buildId);
    },
  };

  const chores = [syncRegistryTags, deliverWebhooks, () => checkBaseImages(engine)].map((chore) =>
    alone(chore, doing),
  );

  async function takeBuilds(): Promise<void> {
    while (!drain.signal.aborted && running.size < options.concurrency) {
      const build = await claimBuild({ workerId, running: [...held] });
      if (!build) return;
      held.add(build.id);
      const job = buildImageJob(build, parts)
        .catch((error) => console.error(`build ${build.id}: left to another worker after a fault:`, error))
        .finally(() => {
          running.delete(job);
          held.delete(build.id);
          notices.push(true);
        });
      running.add(job);
    }
  }

  async function work(): Promise<void> {
    while (!drain.signal.aborted) {
      try {
        await takeBuilds();
        for (const chore of chores) chore();
      } catch (error) {
        console.error("could not look for work, will try again:", error);
      }
      await notices.take(LOOK_MS, drain.signal);
    }
  }

  const seen = setInterval(() => {
    keepWorkerSeen(workerId).catch((error) =>
      console.error("could not tell that this worker is there:", error),
    );
  }, SEEN_MS);
  const working = work();

  return {
    id: workerId,
    name,
    engineVersion: description.version,
    async stop(graceMs) {
      drain.abort();
      await working;
      const grace = setTimeout(() => shutdown.abort(), graceMs);
      await Promise.all(running);
      // Whatever of these is cut short is taken up by the next worker.
      await Promise.race([Promise.all(doing), sleep(graceMs)]);
      clearTimeout(grace);
      clearInterval(seen);
      unsubscribe();
      await retireWorker(workerId).catch(() => {});
    },
  };
}

/** A chore that runs beside the builds, never twice at once: one that is asked for meanwhile runs once more. */
function alone(chore: () => Promise<void>, doing: Set<Promise<void>>): () => void {
  let active = false;
  let again = false;
  const run = async () => {
    active = true;
    do {
      again = false;
      await chore().catch((error) => console.error("a chore failed, it will be tried again:", error));
    } while (again);
    active = false;
  };
  return () => {
    again = active;
    if (active) return;
    const work = run().finally(() => doing.delete(work));
    doing.add(work);
  };
}
