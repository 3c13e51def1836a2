import { db } from "#lib/db";
import { type DiskSpace, readDiskSpace } from "#lib/disk-space";
import { env } from "#lib/env";
import { formatBytes } from "#lib/format/format-bytes";

/** With less free than this a disk is nearly full. */
const LITTLE_BYTES = 1e9;

/**
 * The disks that Bakehouse stands on, as far as they are to be seen from here: the database's, where that is on this
 * host, and that of this process' files.
 */
export interface Disks {
  database: DiskSpace | null;
  files: DiskSpace | null;
}

export async function readDisks(): Promise<Disks> {
  const [database, files] = await Promise.all([
    databaseFolder().then((folder) => (folder === null ? null : readDiskSpace(folder))),
    readDiskSpace(env().BAKEHOUSE_DATA_DIR),
  ]);
  return { database, files };
}

/** Which of them are nearly full, a sentence each. */
export function findLittleRoom({ database, files }: Disks, littleBytes = LITTLE_BYTES): string[] {
  const disks = [
    { what: "The database's disk", disk: database },
    { what: "The disk with Bakehouse's own files", disk: files },
  ];
  return disks.flatMap(({ what, disk }) =>
    disk && disk.freeBytes < littleBytes ? [`${what} has only ${formatBytes(disk.freeBytes)} free.`] : [],
  );
}

/** Where the database keeps its files; null on another host, or where this user may not know. */
async function databaseFolder(): Promise<string | null> {
  const [row] = await db.$queryRaw<{ folder: string }[]>`
    SELECT setting AS folder FROM pg_settings WHERE name = 'data_directory'
      AND (inet_server_addr() IS NULL OR inet_server_addr() = inet_client_addr())`;
  return row?.folder ?? null;
}
