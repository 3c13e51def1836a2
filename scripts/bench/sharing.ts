import { bringUpDatabase } from "../bring-up.ts";
import { buildWeb } from "../build-web.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { withScratchDatabase } from "../with-scratch-database.ts";

/** What a thousand projects cost: asked by their sandboxes, and looked at before a change. No engine is needed. */
export async function run(ctx: Context): Promise<void> {
  const databaseUrl = await bringUpDatabase(ctx);
  await buildWeb(ctx);
  await withScratchDatabase(databaseUrl, async (url) => {
    const env = serviceEnvironment(ctx, url, process.env.BAKEHOUSE_REGISTRY || "127.0.0.1:5000");
    await runAloud(ctx, "sharing", ["scripts/bench/sharing/measure-sharing.ts"], { env, streamed: true });
  });
}
