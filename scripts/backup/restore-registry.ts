import { createHash } from "node:crypto";
import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SetupError } from "../setup-error.ts";
import { type Manifest, REGISTRY_PREFIX } from "./manifest.ts";
import { readArchive } from "./read-archive.ts";
import { noteFile } from "./registry-files.ts";

export interface RestoredRegistry {
  /** Puts the images in the place of what is there. */
  take: () => Promise<void>;
  /** Puts back what was there before `take`, if it was called. */
  giveBack: () => Promise<void>;
  /** Deletes what was there before. */
  finish: () => Promise<void>;
}

/** Whether a registry's storage has any images. */
export function hasImages(folder: string): boolean {
  const repositories = join(folder, "docker", "registry", "v2", "repositories");
  return existsSync(repositories) && readdirSync(repositories).length > 0;
}

/** Unpacks an archive's images beside the registry's storage; nothing of that is touched before `take`. */
export async function unpackRegistry(
  file: string,
  folder: string,
  expected: NonNullable<Manifest["registry"]>,
): Promise<RestoredRegistry> {
  const [fresh, before] = [`${folder}.restoring`, `${folder}.before`];
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    if ((await unpack(file, fresh)) !== expected.sha256) {
      throw new SetupError("The images were not unpacked as they were written. Nothing was changed.");
    }
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  let taken = false;
  return {
    async take() {
      await rm(before, { recursive: true, force: true });
      if (existsSync(folder)) await rename(folder, before);
      taken = true;
      await rename(fresh, folder);
    },
    async giveBack() {
      if (taken) await rm(folder, { recursive: true, force: true });
      if (taken && existsSync(before)) await rename(before, folder);
      await rm(fresh, { recursive: true, force: true });
    },
    finish: () => rm(before, { recursive: true, force: true }),
  };
}

async function unpack(file: string, folder: string): Promise<string> {
  const all = createHash("sha256");
  for await (const { name, content } of readArchive(file)) {
    if (!name.startsWith(REGISTRY_PREFIX)) {
      for await (const _ of content);
      continue;
    }
    const below = name.slice(REGISTRY_PREFIX.length);
    const path = join(folder, below);
    const hash = createHash("sha256");
    await mkdir(dirname(path), { recursive: true });
    const hashed = async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(hashed, createWriteStream(path, { mode: 0o644 }));
    noteFile(all, below, hash.digest("hex"));
  }
  return all.digest("hex");
}
