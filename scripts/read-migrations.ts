import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";

export const MIGRATIONS_DIR = join(import.meta.dirname, "..", "prisma", "migrations");
const LOCK_FILE = "migration_lock.toml";

/** The migrations in a folder of Prisma's layout, oldest first, as the schema engine takes them. */
export async function readMigrations(folder = MIGRATIONS_DIR): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return {
    baseDir: folder,
    lockfile: {
      path: LOCK_FILE,
      content: await readFile(join(folder, LOCK_FILE), "utf8").catch(() => null),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.map((name) => readMigration(folder, name))),
  };
}

async function readMigration(
  folder: string,
  name: string,
): Promise<MigrationList["migrationDirectories"][number]> {
  const path = "migration.sql";
  try {
    const value = await readFile(join(folder, name, path), "utf8");
    return { path: name, migrationFile: { path, content: { tag: "ok", value } } };
  } catch (error) {
    return { path: name, migrationFile: { path, content: { tag: "error", value: String(error) } } };
  }
}
