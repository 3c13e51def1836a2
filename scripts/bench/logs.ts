import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** Steps that print much, on an engine that clips nothing, and a page of a million lines. Needs root for that engine. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/logs/measure-logs.ts", { builds: true, site: true, browser: true });
}
