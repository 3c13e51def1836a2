import type { Context } from "../context.ts";
import { runOnServices } from "../run-on-services.ts";

/**
 * `npm run storm -- --builds 100`: kills workers at random moments while they build, in a database of its own, and
 * says what became of every build. Returns 1 when one was lost, published twice or stuck.
 */
export async function storm(ctx: Context): Promise<number> {
  return (await runOnServices(ctx, "scripts/storm/run-storm.ts", ctx.args)) ? 0 : 1;
}
