import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** How soon a build starts and its lines are seen, what its viewers cost, and the memory of our processes. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/live/measure-live.ts", { builds: true, site: true, browser: true });
}
