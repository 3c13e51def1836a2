import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../scripts/migrate.ts";
import { createTestDatabase, dropTestDatabase, sealTestDatabase, testDatabaseUrl } from "./test-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    templateDatabase: string;
  }
}

/** Migrates one database that each test file then copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await createTestDatabase();
  await applyMigrations(testDatabaseUrl(template));
  await sealTestDatabase(template);
  project.provide("templateDatabase", template);
  return () => dropTestDatabase(template);
}
