import { bringUpDatabase } from "../bring-up.ts";
import { buildWeb } from "../build-web.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { largeDatabase } from "./shared/large-database.ts";

/** Lists and pages over 10,000 images and 100,000 builds, asked by twenty at once through the real web process. */
export async function run(ctx: Context): Promise<void> {
  const databaseUrl = await bringUpDatabase(ctx);
  await buildWeb(ctx);
  const env = serviceEnvironment(
    ctx,
    await largeDatabase(ctx, databaseUrl),
    process.env.BAKEHOUSE_REGISTRY || "127.0.0.1:5000",
  );
  await runAloud(ctx, "lists", ["scripts/bench/lists/measure-lists.ts"], { env, streamed: true });
}
