import { statfs } from "node:fs/promises";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { formatBytes } from "#lib/format/format-bytes";

/** With less free than this a disk is nearly full. */
const LITTLE_BYTES = 1e9;

/**
 * Which disks that Bakehouse stands on are nearly full, a sentence each: the database's, where that is on this host, and
 * that of this process' files. An own disk of a database elsewhere is its operator's to watch.
 */
export async function findLittleRoom(littleBytes = LITTLE_BYTES): Promise<string[]> {
  const [database, files] = await Promise.all([
    databaseFolder().then((folder) => (folder === null ? null : freeBytes(folder))),
    freeBytes(env().BAKEHOUSE_DATA_DIR),
  ]);
  const disks = [
    { what: "The database's disk", free: database },
    { what: "The disk with Bakehouse's own files", free: files },
  ];
  return disks.flatMap(({ what, free }) =>
    free !== null && free < littleBytes ? [`${what} has only ${formatBytes(free)} free.`] : [],
  );
}

/** Where the database keeps its files; null on another host, or where this user may not know. */
async function databaseFolder(): Promise<string | null> {
  const [row] = await db.$queryRaw<{ folder: string }[]>`
    SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'
      AND (inet_server_addr() IS NULL OR inet_server_addr() = inet_client_addr())`;
  return row?.folder ?? null;
}

async function freeBytes(folder: string): Promise<number | null> {
  const stats = await statfs(folder).catch(() => null);
  return stats && stats.bavail * stats.bsize;
}
