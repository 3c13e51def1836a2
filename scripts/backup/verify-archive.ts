import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { SetupError } from "../setup-error.ts";
import {
  FORMAT,
  KEYS,
  keysSchema,
  MANIFEST,
  type Manifest,
  manifestSchema,
  PART_BYTES,
  REGISTRY_PREFIX,
  readPartName,
} from "./manifest.ts";
import { type ArchiveFile, readArchive } from "./read-archive.ts";
import { noteFile } from "./registry-files.ts";
import { countLines } from "./write-archive.ts";

const decompress = promisify(gunzip);
/** Of the manifest and the keys. */
const SMALL_BYTES = 16 * 1024 * 1024;

export interface VerifiedArchive {
  manifest: Manifest;
  /** BAKEHOUSE_SECRET of the instance. */
  secret: string;
}

interface Sum {
  parts: number;
  rows: number;
  bytes: number;
  hash: ReturnType<typeof createHash>;
}

/**
 * Reads a whole archive and compares it with what its manifest says, before anything is done with it.
 * @throws SetupError when it was cut, has a bit that fell over, or is no back-up
 */
export async function verifyArchive(file: string): Promise<VerifiedArchive> {
  const tables = new Map<string, Sum>();
  const registry = { files: 0, bytes: 0, hash: createHash("sha256") };
  let keys: Buffer | null = null;
  let text: Buffer | null = null;
  for await (const entry of readArchive(file)) {
    const part = readPartName(entry.name);
    if (text) throw broken(file, `something follows ${MANIFEST}`);
    if (entry.name === MANIFEST) text = await readSmall(file, entry);
    else if (entry.name === KEYS) keys = await readSmall(file, entry);
    else if (part) await addPart(file, tables, part, await readPart(file, entry));
    else if (entry.name.startsWith(REGISTRY_PREFIX)) {
      registry.bytes += entry.size;
      registry.files++;
      noteFile(registry.hash, entry.name.slice(REGISTRY_PREFIX.length), await hashOf(entry));
    } else await hashOf(entry);
  }
  const manifest = readManifest(file, text);
  for (const { name, parts, rows, bytes, sha256 } of manifest.tables) {
    const sum = tables.get(name) ?? { parts: 0, rows: 0, bytes: 0, hash: createHash("sha256") };
    tables.delete(name);
    const same = sum.parts === parts && sum.rows === rows && sum.bytes === bytes;
    if (!same || sum.hash.digest("hex") !== sha256)
      throw broken(file, `table ${name} is not as it was written`);
  }
  if (tables.size > 0) throw broken(file, "it has tables that its manifest does not know");
  const images = { files: registry.files, bytes: registry.bytes, sha256: registry.hash.digest("hex") };
  if (manifest.registry ? !isSame(manifest.registry, images) : images.files > 0) {
    throw broken(file, "the images are not as they were written");
  }
  if (!keys || createHash("sha256").update(keys).digest("hex") !== manifest.keysSha256) {
    throw broken(file, `${KEYS} is not as it was written`);
  }
  return { manifest, secret: keysSchema.parse(JSON.parse(keys.toString())).BAKEHOUSE_SECRET };
}

/** A table's part as COPY wrote it. */
export async function readPart(file: string, { name, size, content }: ArchiveFile): Promise<Buffer> {
  if (size > 2 * PART_BYTES) throw broken(file, `${name} is too large`);
  try {
    return await decompress(await buffer(content), { maxOutputLength: PART_BYTES });
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw broken(file, `${name}: ${(error as Error).message}`);
  }
}

async function addPart(
  file: string,
  tables: Map<string, Sum>,
  { table, part }: { table: string; part: number },
  bytes: Buffer,
): Promise<void> {
  const sum = tables.get(table) ?? { parts: 0, rows: 0, bytes: 0, hash: createHash("sha256") };
  tables.set(table, sum);
  if (part !== sum.parts++) throw broken(file, `table ${table} lacks a part`);
  sum.rows += countLines(bytes);
  sum.bytes += bytes.length;
  sum.hash.update(bytes);
}

function readManifest(file: string, text: Buffer | null): Manifest {
  if (!text) throw broken(file, "its end is missing");
  let json: unknown;
  try {
    json = JSON.parse(text.toString());
  } catch (error) {
    throw broken(file, `${MANIFEST}: ${(error as Error).message}`);
  }
  const { format } = json as { format?: unknown };
  if (typeof format === "number" && format > FORMAT) {
    throw new SetupError(`${file} is of a newer release of Bakehouse: restore it with that one.`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw broken(file, `${MANIFEST}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

async function readSmall(file: string, { name, size, content }: ArchiveFile): Promise<Buffer> {
  if (size > SMALL_BYTES) throw broken(file, `${name} is too large`);
  return buffer(content);
}

async function hashOf({ content }: ArchiveFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

function broken(file: string, why: string): SetupError {
  return new SetupError(`${file} is broken or was cut: ${why}. Nothing was changed.`);
}
