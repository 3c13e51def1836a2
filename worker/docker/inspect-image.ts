import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

export interface InspectedImage {
  /** The digest of its config: the engine's own name for it. */
  imageId: string;
  config: {
    /** "NAME=value", in the image's order. */
    env: string[];
    entrypoint: string[] | null;
    cmd: string[] | null;
    /** Empty for root. */
    user: string;
    /** "/" when the image sets none. */
    workdir: string;
    labels: Record<string, string>;
    /** "8080/tcp", sorted. */
    exposedPorts: string[];
    /** "linux/amd64", "linux/arm64/v8" */
    platform: string;
  };
  /** Bytes of all layers uncompressed. */
  sizeBytes: number;
  layerCount: number;
}

/**
 * What an image of the engine is, by its id or any of its names.
 * @throws EngineError: "not-found", "unreachable", …
 */
export async function inspectImage(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
): Promise<InspectedImage> {
  const inspected = (await callEngine(engine, {
    doing: `Cannot inspect ${image}`,
    method: "GET",
    path: `/images/${image}/json`,
    signal,
  })) as ImageInspect;
  const config = inspected.Config ?? {};
  return {
    imageId: inspected.Id,
    config: {
      env: config.Env ?? [],
      entrypoint: config.Entrypoint ?? null,
      cmd: config.Cmd ?? null,
      user: config.User ?? "",
      workdir: config.WorkingDir || "/",
      labels: config.Labels ?? {},
      exposedPorts: Object.keys(config.ExposedPorts ?? {}).sort(),
      platform: [inspected.Os, inspected.Architecture, inspected.Variant].filter(Boolean).join("/"),
    },
    sizeBytes: inspected.Size,
    layerCount: inspected.RootFS?.Layers?.length ?? 0,
  };
}

interface ImageInspect {
  Id: string;
  Size: number;
  Os: string;
  Architecture: string;
  Variant?: string;
  RootFS?: { Layers?: string[] };
  Config?: {
    Env?: string[] | null;
    Entrypoint?: string[] | null;
    Cmd?: string[] | null;
    User?: string;
    WorkingDir?: string;
    Labels?: Record<string, string> | null;
    ExposedPorts?: Record<string, object> | null;
  } | null;
}
