import { statfs } from "node:fs/promises";

export interface DiskSpace {
  totalBytes: number;
  /** For those who are not root. */
  freeBytes: number;
}

/** The room on the disk that a folder of this host is on; null where there is no such folder here. */
export async function readDiskSpace(folder: string): Promise<DiskSpace | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch {
    return null;
  }
}
