import { Client } from "pg";
import type { Context } from "../../context.ts";
import { applyMigrations } from "../../migrate.ts";
import { seedAll } from "../../seed/seed-all.ts";
import { LARGE } from "../../seed/seed-size.ts";
import { hashOf } from "../../stamp.ts";

/**
 * The address of a database with what `npm run seed:large` makes, beside the given one. It is kept for the next run, as
 * making it takes minutes: its name says which seed it is of.
 */
export async function largeDatabase(ctx: Context, serverUrl: string): Promise<string> {
  const name = `bakehouse_large_${hashOf(ctx.root, ["scripts/seed"], []).slice(0, 12)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  try {
    const { rowCount } = await server.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await server.query(`CREATE DATABASE ${name}`);
  } finally {
    await server.end();
  }
  await applyMigrations(url.href);
  if (!(await isSeeded(url.href))) await seedAll(url.href, LARGE, []);
  ctx.printer.line(`  The database ${name} is kept for the next run.`);
  return url.href;
}

async function isSeeded(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(`SELECT FROM "User" WHERE id = 'seed-0'`)).rowCount === 1;
  } finally {
    await client.end();
  }
}
