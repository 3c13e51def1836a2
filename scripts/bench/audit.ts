import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { bringUpDatabase } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { applyMigrations } from "../migrate.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";

/** Pages of the audit log, and an export of it, over a million rows in a database of its own. */
export async function run(ctx: Context): Promise<void> {
  const databaseUrl = await bringUpDatabase(ctx);
  const name = `bakehouse_bench_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const server = new Client({ connectionString: databaseUrl });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${name}`);
    await applyMigrations(url.href);
    // No image is built or pulled: the registry's address is a name only.
    const env = serviceEnvironment(ctx, url.href, "registry.invalid");
    await runAloud(ctx, "audit", ["scripts/bench/audit/measure-audit.ts"], { env, streamed: true });
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}
