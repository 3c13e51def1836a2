import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { listener } from "#lib/live/listener";
import { EngineError } from "#worker/docker/engine-error";
import { type RunningWorker, startWorker } from "#worker/worker";

const RETRY_MS = 3000;
/** What handing back may take beyond the time to end builds in; with the database away it cannot be done at all. */
const HANDING_BACK_MS = 10_000;

const { DOCKER_HOST, BAKEHOUSE_BUILD_CONCURRENCY, BAKEHOUSE_GRACE_SECONDS } = env();
const graceMs = BAKEHOUSE_GRACE_SECONDS * 1000;

let worker: RunningWorker | undefined;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    console.error(
      "Could not hand everything back in time; other workers take it up when its leases run out.",
    );
    process.exit(0);
  }, graceMs + HANDING_BACK_MS).unref();
  await worker?.stop(graceMs);
  await Promise.all([listener().close(), db.$disconnect()]);
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

while (!worker && !stopping) {
  try {
    worker = await startWorker({ dockerHost: DOCKER_HOST, concurrency: BAKEHOUSE_BUILD_CONCURRENCY });
    console.log(`worker ${worker.name}: ready, Docker engine ${worker.engineVersion}`);
  } catch (error) {
    // Too old never gets better by waiting; everything else may.
    if (error instanceof EngineError && error.code === "too-old") {
      console.error(error.message);
      process.exit(1);
    }
    console.error(`${error instanceof Error ? error.message : error}. Trying again.`);
    await sleep(RETRY_MS);
  }
}
