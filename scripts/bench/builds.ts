import { REPOSITORY, SUITES } from "../base-images/recipe.ts";
import { bringUp } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { withScratchDatabase } from "../with-scratch-database.ts";

/** Whole builds against the Docker client's own, on the same engine, in a database of its own. */
export async function run(ctx: Context): Promise<void> {
  const services = await bringUp(ctx, SUITES.slice(0, 1));
  const [databaseUrl, engine, registry] = await Promise.all([
    services.database,
    services.engine,
    services.registry,
    services.baseImages,
  ]);
  await withScratchDatabase(databaseUrl, async (url) => {
    const env = {
      ...serviceEnvironment(ctx, url, registry),
      DOCKER_HOST: engine,
      BAKEHOUSE_TEST_BASE: `${registry}/${REPOSITORY}:latest`,
    };
    await runAloud(ctx, "builds", ["scripts/bench/builds/measure-builds.ts"], { env, streamed: true });
  });
}
