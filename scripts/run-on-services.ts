import { REPOSITORY, SUITES } from "./base-images/recipe.ts";
import { bringUp, bringUpDatabase } from "./bring-up.ts";
import { buildWeb } from "./build-web.ts";
import type { Context } from "./context.ts";
import { runAloud } from "./run-aloud.ts";
import { serviceEnvironment } from "./service-environment.ts";
import { ensureChromium } from "./services/chromium.ts";
import { SetupError } from "./setup-error.ts";
import { withScratchDatabase } from "./with-scratch-database.ts";

/** What a script needs beside a migrated, empty database of its own. */
export interface Needs {
  args?: string[];
  /** The real engine and registry, with a base image there. */
  builds?: boolean;
  /** The compiled pages. */
  site?: boolean;
  /** Chromium. */
  browser?: boolean;
  /** Another database than an empty one; receives the address of PostgreSQL. */
  database?: (serverUrl: string) => Promise<string>;
}

/**
 * Runs a script in a process of its own with what it needs in its environment: DATABASE_URL, and DOCKER_HOST,
 * BAKEHOUSE_REGISTRY, BAKEHOUSE_TEST_BASE, CHROMIUM_PATH.
 * @throws SetupError when it fails
 */
export async function runOnServices(ctx: Context, script: string, needs: Needs = {}): Promise<void> {
  const services = needs.builds ? await bringUp(ctx, SUITES.slice(0, 1)) : null;
  const serverUrl = await (services?.database ?? bringUpDatabase(ctx));
  // Where nothing is built or pulled, the registry's address is a name only.
  const registry = (await services?.registry) ?? "registry.invalid";
  const engine = await services?.engine;
  await services?.baseImages;
  if (needs.site) await buildWeb(ctx);
  const tools = {
    ...(engine && { DOCKER_HOST: engine, BAKEHOUSE_TEST_BASE: `${registry}/${REPOSITORY}:latest` }),
    ...(needs.browser && { CHROMIUM_PATH: await ensureChromium(ctx) }),
  };
  const run = async (url: string) => {
    const env = { ...serviceEnvironment(ctx, url, registry), ...tools };
    const label = script.split("/").at(-2) ?? script;
    const isDone = await runAloud(ctx, label, [script, ...(needs.args ?? [])], { env, streamed: true });
    if (!isDone) throw new SetupError(`${label} failed: its own words are above.`);
  };
  if (needs.database) await run(await needs.database(serverUrl));
  else await withScratchDatabase(serverUrl, run);
}
