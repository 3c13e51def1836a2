import type { Engine } from "#worker/docker/connect-engine";
import { type Tidied, tidyEngine } from "#worker/jobs/tidy-engine";

export interface TidyKeeperOptions {
  engine: Engine;
  /** As builds of this engine have it in their rows. */
  engineId: string;
  limitBytes: number;
  signal: AbortSignal;
}

export interface TidyKeeper {
  /** What build cache and images of ours take, as of the last look; null before the first. */
  readonly bytes: number | null;
  /** Tidies soon: a build has ended. */
  soon: () => void;
  /** Makes so much room now, whatever the limit. */
  makeRoom: (missingBytes: number) => Promise<void>;
}

/** Going through all of an engine's files costs it something: not more often than this. */
const SOON_MS = 60_000;
const LATEST_MS = 5 * 60_000;

/** Keeps an engine under its limit: after builds, and now and then without. One pass at a time; ends with the signal. */
export function keepEngineTidy({ engine, engineId, limitBytes, signal }: TidyKeeperOptions): TidyKeeper {
  let bytes: number | null = null;
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let queue: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function tidy(missingBytes?: number): Promise<void> {
    tidiedAt = performance.now();
    const tidied = await tidyEngine(engine, { engineId, limitBytes, missingBytes, signal });
    bytes = tidied.bytes;
    if (tidied.freedBytes > 0 || tidied.removedImages.length > 0) console.log(sentence(tidied));
  }

  function pass(missingBytes?: number): Promise<void> {
    const done = queue.then(() => tidy(missingBytes));
    // The next pass may well succeed; whoever asked for this one hears of it.
    queue = done.catch(() => {});
    return done;
  }

  function plan(inMs: number): void {
    clearTimeout(timer);
    if (signal.aborted) return;
    timer = setTimeout(() => {
      pass()
        .catch(
          (error) => signal.aborted || console.error("could not tidy the engine, will try again:", error),
        )
        .finally(() => plan(LATEST_MS));
    }, inMs);
    timer.unref();
  }

  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  plan(0);
  return {
    get bytes() {
      return bytes;
    },
    soon: () => plan(Math.max(0, tidiedAt + SOON_MS - performance.now())),
    makeRoom: (missingBytes) => pass(missingBytes),
  };
}

function sentence({ freedBytes, removedImages }: Tidied): string {
  const images = removedImages.length > 0 ? `, ${removedImages.length} images removed` : "";
  return `tidied the engine: ${(freedBytes / 1e9).toFixed(2)} GB freed${images}`;
}
