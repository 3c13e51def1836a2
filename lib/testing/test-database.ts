import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** The cluster in which tests make databases of their own. */
function server(): string {
  const url = process.env.BAKEHOUSE_TEST_SERVER ?? process.env.DATABASE_URL;
  if (!url) throw new Error("Tests need DATABASE_URL: `npm test` sets it.");
  return url;
}

async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Where a database of the cluster is. */
export function testDatabaseUrl(name: string): string {
  const url = new URL(server());
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes an empty database, or a copy of another, under a name of its own; returns the name. */
export async function createTestDatabase(template?: string): Promise<string> {
  const name = `bakehouse_test_${randomUUID().replaceAll("-", "")}`;
  await onServer((client) =>
    client.query(`CREATE DATABASE ${name} ${template ? `TEMPLATE ${template}` : ""}`),
  );
  return name;
}

export async function dropTestDatabase(name: string): Promise<void> {
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

/** Ends what connections a database has and lets no new ones in, as copying it demands. */
export async function sealTestDatabase(name: string): Promise<void> {
  await onServer(async (client) => {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  });
}
