import { REPOSITORY, SUITES } from "./base-images/recipe.ts";
import { bringUp } from "./bring-up.ts";
import type { Context } from "./context.ts";
import { runAloud } from "./run-aloud.ts";
import { serviceEnvironment } from "./service-environment.ts";
import { withScratchDatabase } from "./with-scratch-database.ts";

/** Runs a script with the real engine and registry and a migrated database of its own. Returns whether it succeeded. */
export async function runOnServices(ctx: Context, script: string, args: string[] = []): Promise<boolean> {
  const services = await bringUp(ctx, SUITES.slice(0, 1));
  const [databaseUrl, engine, registry] = await Promise.all([
    services.database,
    services.engine,
    services.registry,
    services.baseImages,
  ]);
  return withScratchDatabase(databaseUrl, (url) => {
    const env = {
      ...serviceEnvironment(ctx, url, registry),
      DOCKER_HOST: engine,
      BAKEHOUSE_TEST_BASE: `${registry}/${REPOSITORY}:latest`,
    };
    return runAloud(ctx, script.split("/").at(-2) ?? script, [script, ...args], { env, streamed: true });
  });
}
