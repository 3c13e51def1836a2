import { z } from "zod";

export const FORMAT = 1;
/** A table's bytes go into files of so many, so that neither side ever holds more of it. */
export const PART_BYTES = 4 * 1024 * 1024;
export const MANIFEST = "manifest.json";
export const KEYS = "keys.json";
export const REGISTRY_PREFIX = "registry/";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const tableSchema = z.object({
  name: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  parts: z.int().min(0),
  sha256: sha256.describe("Of all its bytes, as COPY writes them"),
});

/** What an archive says of itself, in its last file: one that was cut has none. */
export const manifestSchema = z.object({
  product: z.literal("bakehouse"),
  format: z.int(),
  release: z.string(),
  createdAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  registryAddress: z.string().describe("Where the images are, by the name that the catalogue has for it"),
  registry: z
    .object({ files: z.int(), bytes: z.int(), sha256 })
    .nullable()
    .describe("The registry's storage, where it is in the archive"),
  keysSha256: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TableEntry = z.infer<typeof tableSchema>;

export const keysSchema = z.object({ BAKEHOUSE_SECRET: z.string().min(32) });

export function partName(table: string, part: number): string {
  return `tables/${table}/${String(part).padStart(6, "0")}.gz`;
}

export function readPartName(name: string): { table: string; part: number } | null {
  const match = /^tables\/([^/]+)\/(\d{6,})\.gz$/.exec(name);
  return match?.[1] ? { table: match[1], part: Number(match[2]) } : null;
}
