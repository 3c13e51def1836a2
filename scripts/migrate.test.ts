import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, dropTestDatabase, testDatabaseUrl } from "#lib/testing/test-database";
import { diffSchema } from "./make-migration.ts";
import { applyMigrations } from "./migrate.ts";

let name: string;
let folder: string;
beforeEach(async () => {
  name = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "bakehouse-migrations-"));
});
afterEach(async () => {
  await dropTestDatabase(name);
  await rm(folder, { recursive: true });
});

async function writeMigration(migration: string, sql: string): Promise<void> {
  await mkdir(join(folder, migration), { recursive: true });
  await writeFile(join(folder, migration, "migration.sql"), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: testDatabaseUrl(name) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("migrations are applied once, in order, and recorded as Prisma records them", async () => {
  await writeMigration("2_second", "ALTER TABLE bun ADD COLUMN name text;");
  await writeMigration("1_first", "CREATE TABLE bun (id int);");
  expect(await applyMigrations(testDatabaseUrl(name), folder)).toEqual(["1_first", "2_second"]);
  expect(await applyMigrations(testDatabaseUrl(name), folder)).toEqual([]);
  expect(
    await query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL"),
  ).toHaveLength(2);
});

test("semicolons inside functions and texts are left alone", async () => {
  const body = "BEGIN PERFORM 1; RETURN 'a;b'; END;";
  await writeMigration(
    "1_function",
    `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ ${body} $$; -- ; here`,
  );
  await applyMigrations(testDatabaseUrl(name), folder);
  expect(await query("SELECT f()")).toEqual([{ f: "a;b" }]);
});

test("a migration that fails leaves nothing, names itself and is tried again", async () => {
  await writeMigration("1_broken", "CREATE TABLE bun (id int); SELECT 1/0;");
  await expect(applyMigrations(testDatabaseUrl(name), folder)).rejects.toThrow(
    "migration 1_broken failed: division by zero",
  );
  expect(await query("SELECT to_regclass('bun') AS bun")).toEqual([{ bun: null }]);
  await writeMigration("1_broken", "CREATE TABLE bun (id int);");
  expect(await applyMigrations(testDatabaseUrl(name), folder)).toEqual(["1_broken"]);
});

test("several processes may start at once", async () => {
  await writeMigration("1_first", "CREATE TABLE bun (id int); SELECT pg_sleep(0.2);");
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(testDatabaseUrl(name), folder)));
  expect(applied.flat()).toEqual(["1_first"]);
});

test("a database of a newer release is left alone, and it is said why", async () => {
  await writeMigration("1_first", "CREATE TABLE bun (id int);");
  await writeMigration("2_later", "ALTER TABLE bun ADD COLUMN name text;");
  await applyMigrations(testDatabaseUrl(name), folder);
  await rm(join(folder, "2_later"), { recursive: true });
  await writeMigration("1_second", "CREATE TABLE oven (id int);");
  await expect(applyMigrations(testDatabaseUrl(name), folder)).rejects.toThrow(
    /belongs to a newer release of Bakehouse: it has the migration 2_later/,
  );
  expect(await query("SELECT to_regclass('oven') AS oven")).toEqual([{ oven: null }]);
});

test("schema.prisma and the migrations agree", async () => {
  expect(await diffSchema(testDatabaseUrl(name))).toBe("");
});
