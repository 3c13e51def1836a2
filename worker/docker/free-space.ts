import { access } from "node:fs/promises";
import { join } from "node:path";
import { type DiskSpace, readDiskSpace } from "#lib/disk-space";
import type { Engine } from "#worker/docker/connect-engine";

/**
 * The room on the disk that an engine keeps its files on; null where that is not to be seen from here: an engine over
 * TCP, or one whose folder a container of ours has not got.
 * @param rootDir where the engine says it keeps them
 */
export async function freeSpace(engine: Engine, rootDir: string): Promise<DiskSpace | null> {
  if (!engine.address.startsWith("unix:")) return null;
  try {
    // A folder of that name alone could be another's. One that we may not look into is there all the same.
    await access(join(rootDir, "buildkit")).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EACCES") throw error;
    });
  } catch {
    return null;
  }
  return readDiskSpace(rootDir);
}
