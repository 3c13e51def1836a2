import type { Client } from "pg";
import type { Manifest } from "./manifest.ts";

export interface Table {
  name: string;
  columns: string[];
}

/** The catalogue's tables and their columns, without those that PostgreSQL computes. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

export async function readSequences(client: Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const sequences: Manifest["sequences"] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(
      `SELECT last_value::text, is_called FROM ${client.escapeIdentifier(name)}`,
    );
    const [row] = state.rows;
    if (row) sequences.push({ name, value: row.last_value, isCalled: row.is_called });
  }
  return sequences;
}

/** The names of the migrations that made the database what it is, in their order; none where it was never migrated. */
export async function readAppliedMigrations(client: Client): Promise<string[]> {
  const { rows: there } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS at`);
  if (!there[0]?.at) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

/** COPY's texts read the same on every server, whatever its settings. */
export async function fixFormats(client: Client): Promise<void> {
  await client.query(`
    SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
    SET TimeZone = 'UTC'; SET extra_float_digits = 3; SET bytea_output = 'hex';
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
}
