import { bringUpDatabase } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { withScratchDatabase } from "../with-scratch-database.ts";

/** Pages of the audit log, and an export of it, over a million rows in a database of its own. */
export async function run(ctx: Context): Promise<void> {
  await withScratchDatabase(await bringUpDatabase(ctx), async (url) => {
    // No image is built or pulled: the registry's address is a name only.
    const env = serviceEnvironment(ctx, url, "registry.invalid");
    await runAloud(ctx, "audit", ["scripts/bench/audit/measure-audit.ts"], { env, streamed: true });
  });
}
