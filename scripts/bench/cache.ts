import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** A second host that goes on from what another built, by the registry's cache. Needs root for its engine. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/cache/measure-cache.ts", { builds: true });
}
