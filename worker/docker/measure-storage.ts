import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

export interface StoredImage {
  id: string;
  /** "127.0.0.1:5000/media/ffmpeg:3.2" */
  tags: string[];
  /** "127.0.0.1:5000/media/ffmpeg@sha256:…" */
  digests: string[];
  createdAt: Date;
  /** Of its layers, those that no other image has: what goes with it, unless the cache keeps it. */
  ownBytes: number;
}

export interface Storage {
  images: StoredImage[];
  /** Of all images' layers, each once. */
  imageBytes: number;
  /** Of the build cache, without what images have too. */
  cacheBytes: number;
}

const NONE = /^<none>/;

/**
 * What the engine keeps on its disk, and how much that takes. It goes through all its files for that: a second on a
 * full engine, more on a slow disk.
 * @throws EngineError
 */
export async function measureStorage(engine: Engine, signal?: AbortSignal): Promise<Storage> {
  const request = {
    doing: "Cannot ask the engine what it keeps",
    method: "GET",
    path: "/system/df",
    signal,
  } as const;
  const { Images, LayersSize, BuildCache } = (await callEngine(engine, request, 300_000)) as DiskUsage;
  return {
    images: (Images ?? []).map((image) => ({
      id: image.Id,
      tags: (image.RepoTags ?? []).filter((tag) => !NONE.test(tag)),
      digests: (image.RepoDigests ?? []).filter((digest) => !NONE.test(digest)),
      createdAt: new Date(image.Created * 1000),
      ownBytes: Math.max(0, image.Size - Math.max(0, image.SharedSize)),
    })),
    imageBytes: LayersSize ?? 0,
    cacheBytes: (BuildCache ?? []).reduce((sum, { Shared, Size }) => (Shared ? sum : sum + Size), 0),
  };
}

interface DiskUsage {
  LayersSize?: number;
  Images?: {
    Id: string;
    RepoTags?: string[] | null;
    RepoDigests?: string[] | null;
    Created: number;
    Size: number;
    SharedSize: number;
  }[];
  BuildCache?: { Shared: boolean; Size: number }[];
}
