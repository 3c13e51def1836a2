import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** What a thousand projects cost: asked by their sandboxes, and looked at before a change. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/sharing/measure-sharing.ts", { site: true });
}
