import { BASE_IMAGE_TOOLS, ensureBaseImages, missingSuites } from "./base-images/ensure-base-images.ts";
import { SUITES, type Suite } from "./base-images/recipe.ts";
import type { Context } from "./context.ts";
import { generateClient } from "./generate-client.ts";
import { installPackages } from "./install-packages.ts";
import { ENGINE_TOOLS, ensureDocker, findEngine } from "./services/docker.ts";
import { ensurePostgres } from "./services/postgres.ts";
import { ensureRegistry, planRegistry, REGISTRY_TOOLS } from "./services/registry.ts";
import { ensurePrograms, mayInstall } from "./services/system-packages.ts";
import { step } from "./step.ts";

/** What a set-up brings, each as soon as it is there. */
export interface Services {
  /** The code can run: npm's packages and the database client are there, the environment is right. */
  code: Promise<void>;
  /** The catalogue's URL: migrated, and with its client generated. */
  database: Promise<string>;
  engine: Promise<string>;
  /** Known before the registry answers, so that nobody has to wait for it. */
  registryAddress: string;
  registry: Promise<string>;
  baseImages: Promise<void>;
}

/** Starts everything that does not wait for something else at once: downloads, databases and disks overlap. */
export async function bringUp(ctx: Context, suites: Suite[] = SUITES): Promise<Services> {
  const registryAddress = await planRegistry(ctx);
  const tools = await neededPrograms(ctx, suites);
  const packages = heard(installPackages(ctx).then(() => checkEnvironment()));
  const programs = heard(ensurePrograms(ctx, tools));
  const code = heard(packages.then(() => generateClient(ctx)));
  const database = heard(packages.then(() => bringUpDatabase(ctx, code)));
  const engine = heard(programs.then(() => ensureDocker(ctx)));
  const registry = heard(programs.then(() => ensureRegistry(ctx, registryAddress)));
  const baseImages = heard(ensureBaseImages(ctx, { programs, engine, registry, database }, suites));
  return { code, database, engine, registryAddress, registry, baseImages };
}

/** Whoever awaits it hears of its failure; until someone does, that must not count as a fault. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** The catalogue's database alone; `client` is its generated client, on the way. */
export async function bringUpDatabase(ctx: Context, client = generateClient(ctx)): Promise<string> {
  const [url] = await Promise.all([ensurePostgres(ctx), client]);
  const { applyMigrations } = await import("./migrate.ts");
  await step(
    ctx,
    "database migrations",
    () => applyMigrations(url),
    (applied) => (applied.length > 0 ? `database migrations, ${applied.length} applied` : null),
  );
  return url;
}

/** @throws EnvironmentError naming each variable that is wrong */
export async function checkEnvironment(): Promise<void> {
  const { parseEnvironment } = await import("#lib/env");
  parseEnvironment(process.env);
}

async function neededPrograms(ctx: Context, suites: Suite[]) {
  return [
    ...((await findEngine()) ? [] : ENGINE_TOOLS),
    ...(process.env.BAKEHOUSE_REGISTRY ? [] : REGISTRY_TOOLS),
    // Without base images the site still runs; their own step then says what is missing.
    ...(missingSuites(ctx, suites).length > 0 && mayInstall() ? BASE_IMAGE_TOOLS : []),
  ];
}
