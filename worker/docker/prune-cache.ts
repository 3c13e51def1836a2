import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

/**
 * Has BuildKit drop what of its cache was used longest ago, until the rest takes no more than so many bytes; it never
 * drops what a running build uses, nor what an image has too. Returns how many bytes that freed.
 * @throws EngineError
 */
export async function pruneCache(engine: Engine, keepBytes: number, signal?: AbortSignal): Promise<number> {
  const answer = await callEngine(
    engine,
    {
      doing: "Cannot make room in the build cache",
      method: "POST",
      path: "/build/prune",
      query: { "keep-storage": String(Math.max(0, Math.floor(keepBytes))) },
      signal,
    },
    300_000,
  );
  return (answer as { SpaceReclaimed?: number }).SpaceReclaimed ?? 0;
}
