import { readImageUses } from "#lib/builds/read-image-uses";
import { readNeededImages } from "#lib/builds/read-needed-images";
import { registryAddress } from "#lib/builds/registry-address";
import type { Engine } from "#worker/docker/connect-engine";
import { forgetImage } from "#worker/docker/forget-image";
import { measureStorage, type Storage, type StoredImage } from "#worker/docker/measure-storage";
import { pruneCache } from "#worker/docker/prune-cache";

export interface TidyOptions {
  /** As builds of this engine have it in their rows. */
  engineId: string;
  /** What build cache and images of ours may take together. */
  limitBytes: number;
  /** What is missing on the engine's disk: so much is made room for, whatever the limit. */
  missingBytes?: number;
  signal?: AbortSignal;
}

export interface Tidied {
  /** What build cache and images of ours take now. */
  bytes: number;
  freedBytes: number;
  /** Each by its first name. */
  removedImages: string[];
}

/** Once over the limit, room is made for a while to come. */
const DOWN_TO = 0.9;
/** Images share layers with each other and with the cache: how much goes with one shows only afterwards. */
const ROUNDS = 5;

type Uses = Map<string, Date>;

/**
 * Keeps what builds leave in an engine under a limit. First BuildKit drops what of its cache was used longest ago,
 * but leaves it half of the limit where images take the rest; then images go that were made or fetched here, in the
 * order in which builds last used them. What a build needs that runs or waits on this engine stays, whichever worker
 * has it, and so does every image with a name that is not ours.
 * @throws EngineError
 */
export async function tidyEngine(engine: Engine, options: TidyOptions): Promise<Tidied> {
  const { engineId, limitBytes, missingBytes = 0, signal } = options;
  const uses = await readImageUses(engineId);
  let storage = await measureStorage(engine, signal);
  const before = bytesOf(storage, uses);
  if (before <= limitBytes && missingBytes <= 0) return { bytes: before, freedBytes: 0, removedImages: [] };

  const target = Math.max(0, Math.min(limitBytes * DOWN_TO, before - missingBytes));
  const removedImages: string[] = [];
  for (let round = 0; round < ROUNDS && bytesOf(storage, uses) > target; round++) {
    const images = bytesOf(storage, uses) - storage.cacheBytes;
    await pruneCache(engine, Math.max(target - images, target / 2), signal);
    storage = await measureStorage(engine, signal);
    const excess = bytesOf(storage, uses) - target;
    if (excess <= 0) break;
    const removed = await removeImages(engine, engineId, inOrder(storage, uses), excess);
    // What is left is in use.
    if (removed.length === 0) break;
    removedImages.push(...removed);
    storage = await measureStorage(engine, signal);
  }
  const bytes = bytesOf(storage, uses);
  return { bytes, freedBytes: Math.max(0, before - bytes), removedImages };
}

/** Without what only images of others take; layers that those share among them count as ours. */
function bytesOf({ images, imageBytes, cacheBytes }: Storage, uses: Uses): number {
  const others = images.filter((image) => !isOurs(image, uses));
  return Math.max(0, imageBytes - others.reduce((sum, { ownBytes }) => sum + ownBytes, 0)) + cacheBytes;
}

/** Made here, or fetched for a build; and called by no name that somebody else gave it. */
function isOurs({ id, tags, digests }: StoredImage, uses: Uses): boolean {
  const isOurName = (name: string) => name.startsWith(`${registryAddress()}/`);
  if (!tags.every(isOurName)) return false;
  return [...tags, ...digests].some(isOurName) || [id, ...digests].some((name) => uses.has(name));
}

/** Ours, the one used longest ago first. */
function inOrder({ images }: Storage, uses: Uses): StoredImage[] {
  const usedAt = ({ id, digests, createdAt }: StoredImage) => {
    const times = [id, ...digests].map((name) => uses.get(name)?.getTime() ?? 0);
    return Math.max(...times) || createdAt.getTime();
  };
  return images.filter((image) => isOurs(image, uses)).sort((one, other) => usedAt(one) - usedAt(other));
}

/** Asks before each what is needed: a build may have begun meanwhile. */
async function removeImages(
  engine: Engine,
  engineId: string,
  images: StoredImage[],
  excess: number,
): Promise<string[]> {
  const removed: string[] = [];
  let freed = 0;
  for (const image of images) {
    if (freed >= excess) break;
    const needed = await readNeededImages(engineId);
    const { id, tags, digests } = image;
    if (needed.isResolving || [id, ...tags, ...digests].some((name) => needed.names.has(name))) continue;
    if (!(await forgetImage(engine, image))) continue;
    removed.push(tags[0] ?? digests[0] ?? id);
    freed += image.ownBytes;
  }
  return removed;
}
