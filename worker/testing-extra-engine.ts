import { afterAll } from "vitest";
import { openSession } from "../scripts/context.ts";
import {
  type ExtraEngine,
  type ExtraEngineOptions,
  startExtraEngine,
} from "../scripts/services/extra-engine.ts";

export type { ExtraEngine };

/** Whether this process may start engines of its own. */
export const mayStartEngines = process.getuid?.() === 0;

/**
 * For tests: an engine of their own, empty; with `generation: "trixie"` of another generation than this machine's,
 * whose files are kept in the data folder. Remove it in the end.
 */
export async function extraEngine(options: ExtraEngineOptions = {}): Promise<ExtraEngine> {
  // "token" has its lines on standard error.
  const session = openSession("token", []);
  const engine = await startExtraEngine(session, options);
  return {
    ...engine,
    remove: async () => {
      await engine.remove();
      await session.stop(new Error("done"));
    },
  };
}

export const GENERATIONS = ["here", "trixie"] as const;

/**
 * For a whole test file: an engine of each generation, both started at once and ended together when all is over.
 * Returns how to wait for one.
 */
export function engineOfEach(
  options: Omit<ExtraEngineOptions, "generation"> = {},
): (generation: (typeof GENERATIONS)[number]) => Promise<ExtraEngine> {
  const starting = new Map(
    GENERATIONS.map((generation) => [
      generation,
      mayStartEngines ? extraEngine({ ...options, generation }) : Promise.reject(new Error("only root may")),
    ]),
  );
  // Whoever waits for one hears of its failure.
  for (const start of starting.values()) start.catch(() => {});
  afterAll(async () => {
    const started = await Promise.allSettled(starting.values());
    await Promise.all(started.map((one) => one.status === "fulfilled" && one.value.remove()));
  });
  return (generation) => starting.get(generation) as Promise<ExtraEngine>;
}
