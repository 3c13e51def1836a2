import { createHash, type Hash } from "node:crypto";
import { opendir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Manifest, REGISTRY_PREFIX } from "./manifest.ts";
import type { TarWriter } from "./tar-writer.ts";

const LINK = /^sha256:[0-9a-f]{64}$/;
const TRIES = 20;
const PAUSE_MS = 50;

/** A hash over files in their order: what `addRegistry` says of an archive and restoring it computes again. */
export function noteFile(hash: Hash, name: string, sha256: string): void {
  hash.update(`${name} ${sha256}\n`);
}

/**
 * Adds a registry's storage while it is at work: blobs come to their place whole and change no more; uploads under way
 * are left out, and so is what is deleted meanwhile.
 */
export async function addRegistry(tar: TarWriter, folder: string): Promise<Manifest["registry"]> {
  const all = createHash("sha256");
  const sum = { files: 0, bytes: 0 };
  for await (const name of listFiles(folder, "")) {
    const added = await addOne(tar, join(folder, name), `${REGISTRY_PREFIX}${name}`);
    if (!added) continue;
    noteFile(all, name, added.sha256);
    sum.files++;
    sum.bytes += added.bytes;
  }
  return { ...sum, sha256: all.digest("hex") };
}

async function addOne(
  tar: TarWriter,
  path: string,
  name: string,
): Promise<{ bytes: number; sha256: string } | null> {
  try {
    if (name.endsWith("/link")) {
      const content = await readLink(path);
      await tar.add(name, content);
      return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
    }
    return await tar.addFile(name, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Links are written in place: one that is not whole yet will be in a moment. */
async function readLink(path: string): Promise<Buffer> {
  for (let tries = 0; ; tries++) {
    const content = await readFile(path);
    if (LINK.test(content.toString("latin1").trim()) || tries === TRIES) return content;
    await sleep(PAUSE_MS);
  }
}

async function* listFiles(root: string, below: string): AsyncGenerator<string> {
  const folder = await opendir(join(root, below)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!folder) return;
  for await (const entry of folder) {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory() && entry.name !== "_uploads") yield* listFiles(root, name);
    else if (entry.isFile()) yield name;
  }
}
