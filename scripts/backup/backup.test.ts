import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimBuild } from "#lib/builds/claim-build";
import { requestBuild } from "#lib/builds/request-build";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import { makeGoodBuild, makeImage, makeOwner } from "#lib/testing/make";
import { createTestDatabase, dropTestDatabase, testDatabaseUrl } from "#lib/testing/test-database";
import { applyMigrations } from "../migrate.ts";
import { PART_BYTES } from "./manifest.ts";
import { readTables } from "./read-tables.ts";
import { restoreArchive } from "./restore-archive.ts";
import { writeArchive } from "./write-archive.ts";

const SECRET = "a-secret-for-tests-that-protects-nothing";
const TRICKY = "tab\there, line\nfeed, \\. backslash \\N, quote \" ' , caf\u00e9 \u{1F9C1}, \r return";
let folder: string;
let archive: string;
let runningId: string;
const databases: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bakehouse-backup-"));
  archive = join(folder, "whole.tar");
  const ctx = await makeOwner();
  const image = await makeImage(ctx, { description: TRICKY });
  await makeGoodBuild(image);
  await promote(ctx, {
    team: image.team,
    image: image.name,
    channel: "stable",
    build: "1.1",
    reason: TRICKY,
  });
  const worker = await db.worker.create({ data: { name: "gone" } });
  ({ id: runningId } = await requestBuild(ctx, { team: image.team, image: image.name }));
  await claimBuild({ workerId: worker.id, running: [] });
  // More than two parts, with lines longer than one read.
  await db.$executeRaw`
    INSERT INTO "LogChunk" ("buildId", step, "firstLine", lines, times, flags, revision)
    SELECT ${runningId}::uuid, 0, n, ARRAY[${TRICKY}, repeat(n::text, 20000)], ARRAY[1, 2], ARRAY[0, 1], 1
    FROM generate_series(1, ${Math.ceil((2.2 * PART_BYTES) / 48_000)}) n`;
  await writeRegistry(join(folder, "registry"));
  await back({ file: archive });
}, 60_000);

let target: string;
beforeEach(async () => {
  target = await createTestDatabase();
  databases.push(target);
});
afterAll(async () => {
  for (const name of databases) await dropTestDatabase(name);
  await rm(folder, { recursive: true });
});

const blob = Buffer.from("a layer");
const digest = createHash("sha256").update(blob).digest("hex");

async function writeRegistry(root: string): Promise<void> {
  const v2 = join(root, "docker", "registry", "v2");
  const [data, link, upload] = [
    join(v2, "blobs", "sha256", digest.slice(0, 2), digest),
    join(v2, "repositories", "media", "tools", "_layers", "sha256", digest),
    join(v2, "repositories", "media", "tools", "_uploads", "half"),
  ];
  for (const path of [data, link, upload]) await mkdir(path, { recursive: true });
  await writeFile(join(data, "data"), blob);
  await writeFile(join(link, "link"), `sha256:${digest}`);
  await writeFile(join(upload, "data"), "half a layer");
}

function back(options: { file: string; registryFolder?: string | null; databaseUrl?: string }) {
  return writeArchive({
    databaseUrl: process.env.DATABASE_URL ?? "",
    secret: SECRET,
    release: "0.0.1",
    registryAddress: "127.0.0.1:5000",
    registryFolder: join(folder, "registry"),
    ...options,
  });
}

const kept: string[] = [];
function restore(options: Partial<Parameters<typeof restoreArchive>[0]> = {}) {
  return restoreArchive({
    file: archive,
    databaseUrl: testDatabaseUrl(target),
    replace: false,
    registryFolder: null,
    keepSecret: (secret) => {
      kept.push(secret);
      return () => kept.pop();
    },
    ...options,
  });
}

async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A hash of each table's rows, whatever their order. */
function contentOf(url: string): Promise<Record<string, string>> {
  return onDatabase(url, async (client) => {
    const content: Record<string, string> = {};
    for (const { name } of await readTables(client)) {
      const { rows } = await client.query(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
      );
      content[name] = rows[0].sum;
    }
    return content;
  });
}

function tablesOf(name: string): Promise<number> {
  return onDatabase(testDatabaseUrl(name), async (client) => (await readTables(client)).length);
}

test("what is restored is what was there: every table, the schema, the key, every image", async () => {
  const registryFolder = join(folder, "restored");
  const { manifest, upgraded } = await restore({ registryFolder });
  expect(upgraded).toEqual([]);
  expect(kept.at(-1)).toBe(SECRET);
  expect(manifest.tables.find(({ name }) => name === "LogChunk")?.parts).toBeGreaterThan(2);
  const [was, is] = [
    await contentOf(process.env.DATABASE_URL ?? ""),
    await contentOf(testDatabaseUrl(target)),
  ];
  // Asked for anew by the restore, as is the lease of what runs.
  for (const content of [was, is]) for (const name of ["RegistryTag", "Build"]) delete content[name];
  expect(Object.keys(is).length).toBeGreaterThan(25);
  expect(is).toEqual(was);
  const constraints = (client: Client) =>
    client.query(`SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1`);
  expect((await onDatabase(testDatabaseUrl(target), constraints)).rows).toEqual(
    (await onDatabase(process.env.DATABASE_URL ?? "", constraints)).rows,
  );
  const change = (client: Client) => client.query(`UPDATE "AuditEvent" SET action = 'nothing'`);
  await expect(onDatabase(testDatabaseUrl(target), change)).rejects.toThrow(/audit/i);
  const files = await readdir(registryFolder, { recursive: true });
  expect(files.filter((name) => name.endsWith("/data"))).toHaveLength(1);
  expect(files.join()).not.toContain("_uploads");
  const at = `docker/registry/v2/blobs/sha256/${digest.slice(0, 2)}/${digest}/data`;
  expect(await readFile(join(registryFolder, at))).toEqual(blob);
});

test("a build that ran may be taken up at once, and tags of channels are looked at again", async () => {
  await restore();
  const { rows } = await onDatabase(testDatabaseUrl(target), (client) =>
    client.query(`SELECT id, "leaseUntil" <= now() AS free FROM "Build" WHERE status = 'running'`),
  );
  expect(rows).toEqual([{ id: runningId, free: true }]);
  const tags = await onDatabase(testDatabaseUrl(target), (client) =>
    client.query(`SELECT tag FROM "RegistryTag" WHERE NOT starts_with(tag, '_') ORDER BY tag`),
  );
  expect(tags.rows.map(({ tag }) => tag)).toEqual(["1", "latest", "stable"]);
});

test("an archive is of one moment while others write", async () => {
  const file = join(folder, "busy.tar");
  const writers = new AbortController();
  // A team and its image come together, always.
  const writing = (async () => {
    while (!writers.signal.aborted) await makeImage(await makeOwner());
  })();
  const manifest = await back({ file }).finally(() => writers.abort());
  await writing;
  await restore({ file });
  const { rows } = await onDatabase(testDatabaseUrl(target), (client) =>
    client.query(
      `SELECT (SELECT count(*) FROM "Image")::int AS images, (SELECT count(*) FROM "Version")::int AS versions`,
    ),
  );
  expect(rows[0].versions).toBe(rows[0].images);
  expect(manifest.tables.find(({ name }) => name === "Image")?.rows).toBe(rows[0].images);
});

test("an archive that was cut, or has one bit that fell over, is refused and changes nothing", async () => {
  const whole = await readFile(archive);
  const file = join(folder, "broken.tar");
  const end = whole.lastIndexOf("}\n");
  for (const at of [0, 100, 512, 5000, Math.floor(whole.length / 2), end - 2000, end - 10]) {
    await writeFile(file, whole.subarray(0, at));
    await expect(restore({ file }), `cut at ${at}`).rejects.toThrow(/Nothing was changed/);
  }
  const part = whole.indexOf("tables/LogChunk/000001.gz");
  for (const at of [part + 512 + 2000, whole.indexOf(blob), whole.indexOf(SECRET) + 1]) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(file, bytes);
    await expect(restore({ file }), `bit at ${at}`).rejects.toThrow(/Nothing was changed/);
  }
  await writeFile(file, "this is no archive".repeat(100));
  await expect(restore({ file })).rejects.toThrow(/broken or was cut|no back-up/);
  await expect(restore({ file: join(folder, "nowhere.tar") })).rejects.toThrow("There is no");
  expect(await tablesOf(target)).toBe(0);
}, 60_000);

test("only an empty database is restored into, unless it is to be replaced", async () => {
  const url = testDatabaseUrl(target);
  await applyMigrations(url);
  await restore();
  await expect(restore()).rejects.toThrow(/not empty: it has \d+ users?, \d+ teams?/);
  await onDatabase(url, (client) => client.query(`UPDATE "User" SET name = 'another'`));
  await expect(
    restore({
      replace: true,
      confirm: async () => {
        throw new Error("no");
      },
    }),
  ).rejects.toThrow("no");
  await restore({ replace: true });
  const { rows } = await onDatabase(url, (client) =>
    client.query(`SELECT count(*)::int FROM "User" WHERE name = 'another'`),
  );
  expect(rows).toEqual([{ count: 0 }]);
  await onDatabase(url, (client) => client.query('CREATE TABLE other (id int); DROP TABLE "Image" CASCADE'));
  await expect(restore()).rejects.toThrow(/none of Bakehouse's/);
});

test("a restore that fails in the middle leaves database, key and images as they were", async () => {
  const url = testDatabaseUrl(target);
  await restore();
  const before = await contentOf(url);
  const registryFolder = join(folder, "middle");
  await mkdir(join(registryFolder, "docker"), { recursive: true });
  const secrets = kept.length;
  await expect(
    restore({
      replace: true,
      registryFolder,
      keepSecret: () => {
        throw new Error("no room for the key");
      },
    }),
  ).rejects.toThrow("no room for the key");
  expect(await contentOf(url)).toEqual(before);
  expect(kept).toHaveLength(secrets);
  expect(await readdir(registryFolder)).toEqual(["docker"]);
  expect(existsSync(`${registryFolder}.restoring`)).toBe(false);
});

test("a database that someone uses is left alone", async () => {
  await onDatabase(testDatabaseUrl(target), async () => {
    await expect(restore({ replace: true })).rejects.toThrow(/in use .*stop the site and every worker/);
  });
});

test("images that are there are left alone", async () => {
  const registryFolder = join(folder, "registry");
  await expect(restore({ registryFolder })).rejects.toThrow(/has images already/);
  expect(await tablesOf(target)).toBe(0);
});

test("an archive of a newer release is refused by what it is", async () => {
  const newer = await createTestDatabase();
  databases.push(newer);
  await applyMigrations(testDatabaseUrl(newer));
  await onDatabase(testDatabaseUrl(newer), (client) =>
    client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('x', 'x', '20990101000000_later', now())`),
  );
  const file = join(folder, "newer.tar");
  await back({ file, databaseUrl: testDatabaseUrl(newer) });
  await expect(restore({ file })).rejects.toThrow(/newer release .*20990101000000_later/);
});

test("an archive is never half there, never overwritten, and for its owner's eyes", async () => {
  expect((await stat(archive)).mode & 0o077).toBe(0);
  await expect(back({ file: archive })).rejects.toThrow("is there already");
  const file = join(folder, "never.tar");
  await expect(back({ file, databaseUrl: testDatabaseUrl(target) })).rejects.toThrow("never set up");
  await expect(back({ file: join(folder, "no-folder", "a.tar") })).rejects.toThrow("ENOENT");
  expect((await readdir(folder)).filter((name) => name.startsWith("never"))).toEqual([]);
});
