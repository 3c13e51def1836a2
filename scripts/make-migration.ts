import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DiffTarget, SchemasContainer } from "@prisma/schema-engine-wasm";
import { Client } from "pg";
import { applyMigrations } from "./migrate.ts";
import { MIGRATIONS_DIR } from "./read-migrations.ts";
import { openSchemaEngine } from "./schema-engine.ts";

const SCHEMA = join(MIGRATIONS_DIR, "..", "schema.prisma");

/**
 * The SQL from what the migrations make to what schema.prisma says, found on a scratch database that is
 * made and dropped on the given server; empty when they agree. What only SQL can say (partial indexes,
 * triggers, checks) is left alone: the schema language does not know it and does not see it as a difference.
 */
export async function diffSchema(databaseUrl: string): Promise<string> {
  const scratch = `bakehouse_scratch_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${scratch}`;
  const server = new Client({ connectionString: databaseUrl });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${scratch}`);
    await applyMigrations(url.href);
    const schema: SchemasContainer = {
      files: [{ path: SCHEMA, content: await readFile(SCHEMA, "utf8") }],
    };
    const { engine, close } = await openSchemaEngine(
      url.href,
      schema.files.map(({ path, content }) => [path, content]),
    );
    const from: DiffTarget = { tag: "schemaDatasource", configDir: MIGRATIONS_DIR, ...schema };
    try {
      const { stdout } = await engine.diff({
        from,
        to: { tag: "schemaDatamodel", ...schema },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      });
      return isEmpty(stdout ?? "") ? "" : (stdout ?? "");
    } finally {
      await close();
    }
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${scratch} WITH (FORCE)`);
    await server.end();
  }
}

function isEmpty(sql: string): boolean {
  return sql.split("\n").every((line) => line.trim() === "" || line.startsWith("--"));
}

/** Writes prisma/migrations/<time>_<name>/migration.sql; null when schema and migrations agree. */
export async function makeMigration(databaseUrl: string, name: string): Promise<string | null> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error("A migration's name has a-z, 0-9 and _ only.");
  const sql = await diffSchema(databaseUrl);
  if (!sql) return null;
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(MIGRATIONS_DIR, `${time}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  await writeFile(join(MIGRATIONS_DIR, "migration_lock.toml"), 'provider = "postgresql"\n');
  return folder;
}
