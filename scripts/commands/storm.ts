import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";

/**
 * `npm run storm -- --builds 100`: kills workers at random moments while they build, in a database of its own, and
 * says what became of every build. Fails when one was lost, published twice or stuck.
 */
export async function storm(ctx: Context): Promise<number> {
  await installPackages(ctx);
  const { runOnServices } = await import("../run-on-services.ts");
  await runOnServices(ctx, "scripts/storm/run-storm.ts", { args: ctx.args, builds: true });
  return 0;
}
