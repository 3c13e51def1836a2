import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** Whole builds against the Docker client's own, on the same engine, in a database of its own. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/builds/measure-builds.ts", { builds: true });
}
