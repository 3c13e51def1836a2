import { parseImageReference } from "#lib/dockerfile/image-reference";
import { EngineError } from "#worker/docker/engine-error";

export interface Reference {
  /** The registry: "127.0.0.1:5000", "docker.io". */
  host: string;
  /** The repository's name in the registry: "media/ffmpeg", "library/debian". */
  path: string;
  /** null where none is written: "latest" is not meant by that where something is pushed. */
  tag: string | null;
  digest: string | null;
}

/**
 * The parts of an image reference as Docker reads it.
 * @throws EngineError "invalid".
 */
export function parseReference(reference: string): Reference {
  const parsed = parseImageReference(reference);
  if (!parsed) throw new EngineError("invalid", `"${reference}" is no image reference`);
  const { domain: host, path, tag, digest } = parsed;
  const isWritten = digest !== null || reference.endsWith(`:${tag}`);
  return { host, path, tag: isWritten ? tag : null, digest };
}
