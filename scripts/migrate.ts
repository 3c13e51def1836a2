import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Client } from "pg";
import { readAppliedMigrations } from "./backup/read-tables.ts";
import { MIGRATIONS_DIR, readMigrations } from "./read-migrations.ts";
import { openSchemaEngine } from "./schema-engine.ts";
import { SetupError } from "./setup-error.ts";

/**
 * Of PostgreSQL's advisory locks, the one that several starting processes queue up on. The engine takes one of
 * its own besides, for which it waits ten seconds only.
 */
export const MIGRATION_LOCK = 7_262_002;

/**
 * Brings a database up to prisma/migrations, recording it in `_prisma_migrations` as Prisma's own command
 * does. Safe to call from several processes at once. Returns the names of the migrations it applied.
 * @throws with the migration's name and PostgreSQL's message when one fails; nothing of it stays, and the
 *   next call tries it again
 * @throws SetupError when the database belongs to a newer release, which is left alone
 */
export async function applyMigrations(databaseUrl: string, folder = MIGRATIONS_DIR): Promise<string[]> {
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await applyMigrationsLocked(databaseUrl, lock, folder);
  } finally {
    await lock.end();
  }
}

/** As `applyMigrations`, for who holds MIGRATION_LOCK already, by `lock`. */
export async function applyMigrationsLocked(
  databaseUrl: string,
  lock: Client,
  folder = MIGRATIONS_DIR,
): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  await refuseNewer(
    lock,
    migrationsList.migrationDirectories.map(({ path }) => path),
  );
  const { engine, close } = await openSchemaEngine(databaseUrl);
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  } catch (error) {
    throw await explain(error, lock, engine);
  } finally {
    await close();
  }
}

/** What a newer release has made of the database this one would misread, and write as nobody expects any more. */
async function refuseNewer(client: Client, known: string[]): Promise<void> {
  const applied = await readAppliedMigrations(client);
  const unknown = applied.filter((name) => !known.includes(name)).at(-1);
  if (!unknown) return;
  throw new SetupError(
    `The database belongs to a newer release of Bakehouse: it has the migration ${unknown}, which this release ` +
      "does not know. Start that release or a later one; to go back to this one, restore a back-up made with it.",
  );
}

/** A migration is one transaction, so one that failed has left nothing but its row, which would block the next try. */
async function explain(error: unknown, client: Client, engine: SchemaEngine): Promise<Error> {
  const { rows } = await client.query<{ migration_name: string; logs: string | null }>(
    `SELECT migration_name, logs FROM _prisma_migrations
     WHERE finished_at IS NULL AND rolled_back_at IS NULL ORDER BY started_at DESC LIMIT 1`,
  );
  const failed = rows[0];
  if (!failed) return error instanceof Error ? error : new Error(String(error));
  await engine.markMigrationRolledBack({ migrationName: failed.migration_name });
  const reason = /ERROR: (.+)/.exec(failed.logs ?? "")?.[1] ?? failed.logs ?? "";
  return new Error(`migration ${failed.migration_name} failed: ${reason.trim()}`, { cause: error });
}
