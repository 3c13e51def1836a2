import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from } from "pg-copy-streams";
import { MIGRATIONS_DIR } from "../read-migrations.ts";
import { SetupError } from "../setup-error.ts";
import { clearDatabase } from "./clear-database.ts";
import type { Manifest, TableEntry } from "./manifest.ts";
import { readPartName } from "./manifest.ts";
import { readArchive } from "./read-archive.ts";
import { fixFormats } from "./read-tables.ts";
import { readPart } from "./verify-archive.ts";

/** As Prisma makes it; its rows are the archive's. */
const MIGRATIONS_TABLE = `
  CREATE TABLE public._prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Makes the database what an archive says it was: emptied, brought to the archive's migrations and filled, in the
 * transaction that the client is in, so that a failure leaves everything as it was. Without rights of a superuser:
 * foreign keys are taken away and made again, which checks each of them.
 * @throws SetupError when a table did not get the rows that the manifest says
 */
export async function restoreDatabase(client: Client, file: string, manifest: Manifest): Promise<void> {
  await fixFormats(client);
  await client.query("SET LOCAL lock_timeout = '10s'");
  await clearDatabase(client);
  await client.query(MIGRATIONS_TABLE);
  for (const name of manifest.migrations) {
    await client.query(await readFile(join(MIGRATIONS_DIR, name, "migration.sql"), "utf8"));
  }
  // A migration may have set it for itself.
  await client.query("SET search_path = public");
  const keys = await takeForeignKeysAway(client);
  const names = manifest.tables.map(({ name }) => `public.${client.escapeIdentifier(name)}`);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names.join(", ")}`);
  await fillTables(client, file, manifest);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const sql of keys) await client.query(sql);
  for (const { name, value, isCalled } of manifest.sequences) {
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
      `public.${client.escapeIdentifier(name)}`,
      value,
      isCalled,
    ]);
  }
  await requireCounts(client, manifest.tables);
}

/** Returns what makes them again. */
async function takeForeignKeysAway(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ add }) => add);
}

/** A table's parts follow each other in the archive, so each table is one COPY. */
async function fillTables(client: Client, file: string, manifest: Manifest): Promise<void> {
  const entries = readArchive(file)[Symbol.asyncIterator]();
  let next = await entries.next();
  try {
    while (!next.done) {
      const part = readPartName(next.value.name);
      const table = manifest.tables.find(({ name }) => name === part?.table);
      if (!table) {
        for await (const _ of next.value.content);
        next = await entries.next();
        continue;
      }
      const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(", ");
      const parts = async function* () {
        while (!next.done && readPartName(next.value.name)?.table === table.name) {
          yield await readPart(file, next.value);
          next = await entries.next();
        }
      };
      const sql = `COPY public.${client.escapeIdentifier(table.name)} (${columns}) FROM STDIN`;
      await pipeline(parts, client.query(from(sql)));
    }
  } finally {
    await entries.return?.(undefined);
  }
}

async function requireCounts(client: Client, tables: TableEntry[]): Promise<void> {
  for (const { name, rows: expected } of tables) {
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM public.${client.escapeIdentifier(name)}`,
    );
    const count = Number(rows[0]?.count);
    if (count === expected) continue;
    throw new SetupError(`Table ${name} got ${count} rows of ${expected}. Nothing was changed.`);
  }
}
