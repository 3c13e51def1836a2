import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";
import { largeDatabase } from "./shared/large-database.ts";

/** JavaScript and the largest paint of each page, in Chromium, over 10,000 images and 100,000 builds. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/pages/measure-pages.ts", {
    site: true,
    browser: true,
    database: (serverUrl) => largeDatabase(ctx, serverUrl),
  });
}
