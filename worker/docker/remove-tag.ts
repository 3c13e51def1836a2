import { randomUUID } from "node:crypto";
import { EngineError } from "#worker/docker/engine-error";
import { parseReference } from "#worker/docker/parse-reference";
import {
  deleteManifest,
  headDigest,
  putBlob,
  putManifest,
  type RegistryOptions,
} from "#worker/docker/registry-client";

const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
/** Until when it is taken for granted of a registry: it may be replaced by one that deletes tags alone, or none. */
const KNOWN_MS = 600_000;
const deletesManifestsOnly = new Map<string, number>();
/** The digest of nothing that anybody has pushed. */
const NOWHERE = `sha256:${"0".repeat(64)}`;

/**
 * Takes a tag away and leaves what it named, with its other tags, alone. Registries of the distribution project
 * before 3 delete manifests only, with all their tags: there the tag is first moved to a manifest of its own.
 * @param reference with its tag: "127.0.0.1:5000/media/ffmpeg:beta"; one that is not there is no error
 * @throws EngineError "denied" when the registry deletes nothing; "unauthorized", "registry-unreachable", …
 */
export async function removeTag(reference: string, options: RegistryOptions = {}): Promise<void> {
  if ((await headDigest(reference, options)) === null) return;
  const { host, path } = parseReference(reference);
  const repository = `${host}/${path}`;
  const isKnown = (deletesManifestsOnly.get(host) ?? 0) > performance.now();
  if (!isKnown && (await deleteManifest(reference, options))) return;
  // Asked before the tag is moved: else it would go on naming something that nobody can start.
  if (!isKnown && !(await deleteManifest(`${repository}@${NOWHERE}`, options))) {
    throw new EngineError("denied", `Cannot delete ${reference}: the registry has deletion switched off`);
  }
  if (!isKnown) deletesManifestsOnly.set(host, performance.now() + KNOWN_MS);
  const bytes = new TextEncoder().encode(JSON.stringify({ created: null, author: randomUUID() }));
  const digest = await putBlob(repository, bytes, options);
  const config = { mediaType: CONFIG_TYPE, digest, size: bytes.length };
  const manifest = { schemaVersion: 2, mediaType: MANIFEST_TYPE, config, layers: [] };
  await putManifest(
    reference,
    { mediaType: MANIFEST_TYPE, digest: "", bytes: new TextEncoder().encode(JSON.stringify(manifest)) },
    options,
  );
  const own = await headDigest(reference, options);
  if (own) await deleteManifest(`${repository}@${own}`, options);
}
