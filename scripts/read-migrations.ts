import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";

export const MIGRATIONS_DIR = join(import.meta.dirname, "..", "prisma", "migrations");
const LOCK_FILE = "migration_lock.toml";

/** The migrations in prisma/migrations, oldest first, as the schema engine takes them. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: {
      path: LOCK_FILE,
      content: await readFile(join(MIGRATIONS_DIR, LOCK_FILE), "utf8").catch(() => null),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map(readMigration)),
  };
}

async function readMigration(name: string): Promise<MigrationList["migrationDirectories"][number]> {
  const path = "migration.sql";
  try {
    const value = await readFile(join(MIGRATIONS_DIR, name, path), "utf8");
    return { path: name, migrationFile: { path, content: { tag: "ok", value } } };
  } catch (error) {
    return { path: name, migrationFile: { path, content: { tag: "error", value: String(error) } } };
  }
}
