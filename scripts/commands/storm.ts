import { REPOSITORY, SUITES } from "../base-images/recipe.ts";
import { bringUp } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { withScratchDatabase } from "../with-scratch-database.ts";

/**
 * `npm run storm -- --builds 100`: kills workers at random moments while they build, in a database of its own, and
 * says what became of every build. Returns 1 when one was lost, published twice or stuck.
 */
export async function storm(ctx: Context): Promise<number> {
  const services = await bringUp(ctx, SUITES.slice(0, 1));
  const [databaseUrl, engine, registry] = await Promise.all([
    services.database,
    services.engine,
    services.registry,
    services.baseImages,
  ]);
  return withScratchDatabase(databaseUrl, async (url) => {
    const env = {
      ...serviceEnvironment(ctx, url, registry),
      DOCKER_HOST: engine,
      BAKEHOUSE_TEST_BASE: `${registry}/${REPOSITORY}:latest`,
    };
    const calm = await runAloud(ctx, "storm", ["scripts/storm/run-storm.ts", ...ctx.args], {
      env,
      streamed: true,
    });
    return calm ? 0 : 1;
  });
}
