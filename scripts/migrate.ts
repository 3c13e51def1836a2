import { Client } from "pg";
import { readMigrations } from "./read-migrations.ts";
import { openSchemaEngine } from "./schema-engine.ts";

/** Ours, not the one that the engine itself takes: that one gives up after ten seconds, this one waits. */
const MIGRATION_LOCK = 7_262_002;

/**
 * Brings a database up to prisma/migrations, recording it in `_prisma_migrations` as Prisma's own command
 * does. Safe to call from several processes at once. Returns the names of the migrations it applied.
 * @throws when a migration fails or one that was applied is not in the folder any more
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const migrationsList = await readMigrations();
    const engine = await openSchemaEngine(databaseUrl);
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: { externalTables: [], externalEnums: [] },
      });
      return appliedMigrationNames;
    } finally {
      engine.free();
    }
  } finally {
    await lock.end();
  }
}
