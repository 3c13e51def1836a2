import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { CharTolerantPool, schemaAdapter } from "./schema-adapter.ts";

type Bindings = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm(exports: unknown): void };

/** The engine panics without any schema file, also where it needs none. */
const EMPTY_SCHEMA = 'datasource db {\n  provider = "postgresql"\n}\n';

let bindings: Promise<Bindings> | undefined;

/**
 * Prisma's own schema engine, connected to a database. The command line tool downloads a native one, which
 * networks that only reach package registries refuse; this is the same engine as WebAssembly, from npm.
 * @param datamodels schema files as [path, content]; needed where the engine generates for a schema
 */
export async function openSchemaEngine(
  databaseUrl: string,
  datamodels: [string, string][] = [["schema.prisma", EMPTY_SCHEMA]],
): Promise<{ engine: SchemaEngine; close: () => Promise<void> }> {
  bindings ??= load();
  const { SchemaEngine } = await bindings;
  const pool = new CharTolerantPool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(schemaAdapter(pool));
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter);
  const close = async () => {
    engine.free();
    await pool.end();
  };
  return { engine, close };
}

async function load(): Promise<Bindings> {
  const glue = pathToFileURL(
    createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  ).href;
  const bg = (await import(glue)) as Bindings;
  const wasm = await readFile(new URL("schema_engine_bg.wasm", glue));
  const { instance } = await WebAssembly.instantiate(wasm, {
    "./schema_engine_bg.js": bg as unknown as WebAssembly.ModuleImports,
  });
  bg.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bg;
}
