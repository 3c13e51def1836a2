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
