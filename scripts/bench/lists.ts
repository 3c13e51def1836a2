import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";
import { largeDatabase } from "./shared/large-database.ts";

/** Lists and pages over 10,000 images and 100,000 builds, asked by twenty at once through the real web process. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/lists/measure-lists.ts", {
    site: true,
    database: (serverUrl) => largeDatabase(ctx, serverUrl),
  });
}
