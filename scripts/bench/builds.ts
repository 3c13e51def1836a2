import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { REPOSITORY, SUITES } from "../base-images/recipe.ts";
import { bringUp } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { applyMigrations } from "../migrate.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";

/** Whole builds against the Docker client's own, on the same engine, in a database of its own. */
export async function run(ctx: Context): Promise<void> {
  const services = await bringUp(ctx, SUITES.slice(0, 1));
  const [databaseUrl, engine, registry] = await Promise.all([
    services.database,
    services.engine,
    services.registry,
    services.baseImages,
  ]);
  const name = `bakehouse_bench_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const server = new Client({ connectionString: databaseUrl });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${name}`);
    await applyMigrations(url.href);
    const env = {
      ...serviceEnvironment(ctx, url.href, registry),
      DOCKER_HOST: engine,
      BAKEHOUSE_TEST_BASE: `${registry}/${REPOSITORY}:latest`,
    };
    await runAloud(ctx, "builds", ["scripts/bench/builds/measure-builds.ts"], { env, streamed: true });
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}
