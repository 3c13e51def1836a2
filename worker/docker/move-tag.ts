import { EngineError } from "#worker/docker/engine-error";
import { parseReference } from "#worker/docker/parse-reference";
import { getManifest, putManifest, type RegistryOptions } from "#worker/docker/registry-client";

/**
 * Gives an image of a registry another tag of its repository, moving the tag if it exists. Asks the registry
 * alone, no engine; safe to repeat.
 * @param reference by digest: "127.0.0.1:5000/media/ffmpeg@sha256:…"
 * @param tag "latest"
 * @throws EngineError: "not-found" when the registry has no such digest, "unauthorized", "denied", …
 */
export async function moveTag(reference: string, tag: string, options: RegistryOptions = {}): Promise<void> {
  const { host, path, digest } = parseReference(reference);
  if (!digest) throw new EngineError("invalid", `${reference} names no digest`);
  const manifest = await getManifest(`${host}/${path}@${digest}`, options);
  await putManifest(`${host}/${path}:${tag}`, manifest, options);
}
