import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** Builds a minute with 1, 2 and 4 workers against as many plain loops of the Docker client, on the same engine. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/throughput/measure-throughput.ts", { builds: true });
}
