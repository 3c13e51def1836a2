import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Client } from "pg";
import { to } from "pg-copy-streams";
import { MIGRATION_LOCK } from "../migrate.ts";
import { SetupError } from "../setup-error.ts";
import { FORMAT, KEYS, MANIFEST, type Manifest, PART_BYTES, partName, type TableEntry } from "./manifest.ts";
import { fixFormats, readAppliedMigrations, readSequences, readTables, type Table } from "./read-tables.ts";
import { addRegistry } from "./registry-files.ts";
import { TarWriter } from "./tar-writer.ts";

const compress = promisify(gzip);

const README = `A back-up of Bakehouse: its whole database, its key and, unless it was left out, every image.
KEEP IT SECRET. It holds the key that signs sessions and encrypts secrets (keys.json), hashes of passwords and tokens,
people's e-mail addresses, and all Dockerfiles and logs. Whoever has it can sign in as anyone.

  npm run restore -- FILE.tar

manifest.json, the last file, says what is inside, with a SHA-256 of each part. tables/NAME/ holds what PostgreSQL's
COPY wrote, in parts; registry/ is the registry's storage.
`;

export interface ArchiveOptions {
  file: string;
  databaseUrl: string;
  /** BAKEHOUSE_SECRET. */
  secret: string;
  release: string;
  registryAddress: string;
  /** The registry's storage; null to leave it out. */
  registryFolder: string | null;
}

/**
 * Writes everything that an instance is made of into one tar file. The database is read in one transaction, so the
 * archive is of one moment however much goes on, and images are read after it, so that none it names is missing.
 * Nothing is written under the file's name before it is whole. Returns what is inside.
 * @throws SetupError when there is such a file already, or the database was never set up
 */
export async function writeArchive(options: ArchiveOptions): Promise<Manifest> {
  if (existsSync(options.file)) {
    throw new SetupError(`${options.file} is there already: choose another name, or delete it first.`);
  }
  const client = new Client({ connectionString: options.databaseUrl });
  client.on("error", () => {});
  await client.connect();
  const tar = new TarWriter(options.file);
  try {
    const manifest = await writeEntries(client, tar, options);
    await tar.finish();
    return manifest;
  } catch (error) {
    await tar.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function writeEntries(client: Client, tar: TarWriter, options: ArchiveOptions): Promise<Manifest> {
  await fixFormats(client);
  // Who migrates waits for us, and we for them.
  await client.query("SELECT pg_advisory_lock_shared($1)", [MIGRATION_LOCK]);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const migrations = await readAppliedMigrations(client);
  if (migrations.length === 0)
    throw new SetupError("There is nothing to back up: the database was never set up.");
  await tar.add("README.txt", Buffer.from(README));
  const keys = Buffer.from(`${JSON.stringify({ BAKEHOUSE_SECRET: options.secret }, null, 2)}\n`);
  await tar.add(KEYS, keys);
  const tables: TableEntry[] = [];
  for (const table of await readTables(client)) tables.push(await addTable(client, tar, table));
  const sequences = await readSequences(client);
  const version = await client.query<{ server_version: string }>("SHOW server_version");
  await client.query("COMMIT");
  const registry = options.registryFolder ? await addRegistry(tar, options.registryFolder) : null;
  const manifest: Manifest = {
    product: "bakehouse",
    format: FORMAT,
    release: options.release,
    createdAt: new Date().toISOString(),
    postgres: version.rows[0]?.server_version ?? "",
    migrations,
    tables,
    sequences,
    registryAddress: options.registryAddress,
    registry,
    keysSha256: createHash("sha256").update(keys).digest("hex"),
  };
  await tar.add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return manifest;
}

async function addTable(client: Client, tar: TarWriter, { name, columns }: Table): Promise<TableEntry> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const hash = createHash("sha256");
  const entry: TableEntry = { name, columns, rows: 0, bytes: 0, parts: 0, sha256: "" };
  const rows = client.query(to(`COPY public.${client.escapeIdentifier(name)} (${list}) TO STDOUT`));
  for await (const part of inParts(rows)) {
    hash.update(part);
    entry.bytes += part.length;
    entry.rows += countLines(part);
    await tar.add(partName(name, entry.parts++), await compress(part));
  }
  return { ...entry, sha256: hash.digest("hex") };
}

/** The same bytes in pieces of PART_BYTES, but for the last. */
async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (let chunk of source) {
    while (size + chunk.length >= PART_BYTES) {
      const room = PART_BYTES - size;
      yield Buffer.concat([...held, chunk.subarray(0, room)]);
      chunk = chunk.subarray(room);
      held = [];
      size = 0;
    }
    held.push(chunk);
    size += chunk.length;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** COPY ends each row with a line feed and writes those inside values as \n. */
export function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
