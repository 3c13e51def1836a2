import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/** Pages of the audit log, and an export of it, over a million rows. */
export async function run(ctx: Context): Promise<void> {
  await runOnServices(ctx, "scripts/bench/audit/measure-audit.ts");
}
