import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";

export interface EngineDescription {
  /**
   * The same after a restart: whoever has this id has these images and this cache. Engines of one host share what
   * they call themselves until release 23, and so do hosts made from one disk: host and folder are part of it.
   */
  id: string;
  /** Where it keeps them, on its own host. */
  rootDir: string;
  /** "20.10.24+dfsg1" */
  version: string;
  /** "linux/amd64": what it builds for. */
  platform: string;
  /** The host's name. */
  name: string;
}

// BuildKit stands in the engine since 18.09 (API 1.39), and is no longer called experimental since 19.03.
const oldestApi = [1, 40] as const;

/**
 * What the engine says of itself.
 * @throws EngineError: "unreachable", "timeout"; "too-old" when it has no BuildKit for Linux images.
 */
export async function describeEngine(engine: Engine, signal?: AbortSignal): Promise<EngineDescription> {
  const get = (path: string) =>
    callEngine(engine, { doing: "Cannot ask the engine what it is", method: "GET", path, signal }, 10_000);
  const [version, info] = (await Promise.all([get("/version"), get("/info")])) as [
    Version,
    { ID?: string; Name?: string; DockerRootDir?: string },
  ];
  const [major = 0, minor = 0] = (version.ApiVersion ?? "").split(".").map(Number);
  if (major < oldestApi[0] || (major === oldestApi[0] && minor < oldestApi[1])) {
    const text = `Docker engine ${version.Version} at ${engine.address} is too old: 19.03 is the oldest that can build here`;
    throw new EngineError("too-old", text);
  }
  if (version.Os !== "linux") {
    throw new EngineError(
      "too-old",
      `The engine at ${engine.address} builds for ${version.Os}, not for linux`,
    );
  }
  return {
    id: [info.ID, info.Name, info.DockerRootDir].join(" "),
    rootDir: info.DockerRootDir ?? "",
    version: version.Version,
    platform: `${version.Os}/${version.Arch}`,
    name: info.Name ?? "",
  };
}

interface Version {
  Version: string;
  ApiVersion?: string;
  Os?: string;
  Arch?: string;
}
