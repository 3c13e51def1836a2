import { createHash } from "node:crypto";
import type { Credentials } from "#worker/docker/call-engine";
import { EngineError } from "#worker/docker/engine-error";
import { parseReference } from "#worker/docker/parse-reference";
import { requestRegistry } from "#worker/docker/request-registry";

export interface RegistryOptions {
  credentials?: Credentials | undefined;
  signal?: AbortSignal | undefined;
}

/** A manifest, byte for byte: its digest is the digest of these bytes. */
export interface Manifest {
  mediaType: string;
  digest: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/**
 * Answers when the registry is there and lets us in.
 * @param host "127.0.0.1:5000"
 * @throws EngineError: "registry-unreachable", "unauthorized", "registry-invalid", …
 */
export async function pingRegistry(host: string, options: RegistryOptions = {}): Promise<void> {
  const request = { doing: `Cannot reach the registry ${host}`, host, method: "GET", path: "/v2/" } as const;
  await requestRegistry(request, options);
}

/**
 * The digest that a tag has in its registry, or null when there is no such tag.
 * @throws EngineError for any other answer than yes or no.
 */
export async function headDigest(reference: string, options: RegistryOptions = {}): Promise<string | null> {
  try {
    const { headers } = await requestRegistry(toRequest("HEAD", reference), options);
    return headers.get("docker-content-digest") ?? (await getManifest(reference, options)).digest;
  } catch (error) {
    if (error instanceof EngineError && error.code === "not-found") return null;
    throw error;
  }
}

/**
 * The manifest (or index) behind a tag or a digest.
 * @throws EngineError: "not-found", "unauthorized", "digest-mismatch" when the bytes have another, …
 */
export async function getManifest(reference: string, options: RegistryOptions = {}): Promise<Manifest> {
  const request = toRequest("GET", reference);
  const { bytes, headers } = await requestRegistry(request, options);
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const wanted = parseReference(reference).digest;
  if (wanted && wanted !== digest) {
    throw new EngineError("digest-mismatch", `${request.doing}: the registry sent something else, ${digest}`);
  }
  return { mediaType: headers.get("content-type") ?? "", digest, bytes };
}

/**
 * Puts a manifest under a tag, whatever the tag named before. Its layers must be in that repository already.
 * @throws EngineError: "unauthorized", "denied", "quota", …
 */
export async function putManifest(
  reference: string,
  manifest: Manifest,
  options: RegistryOptions = {},
): Promise<void> {
  const headers = { "content-type": manifest.mediaType };
  await requestRegistry({ ...toRequest("PUT", reference), headers, body: manifest.bytes }, options);
}

/**
 * Finds out whether the registry lets us push to a repository, by beginning an upload and leaving it.
 * @throws EngineError: "unauthorized", "denied", "quota", …
 */
export async function checkPush(reference: string, options: RegistryOptions = {}): Promise<void> {
  const { host, path } = parseReference(reference);
  const request = { doing: `Cannot push ${reference}`, host };
  const uploads = `/v2/${path}/blobs/uploads/`;
  const { headers } = await requestRegistry({ ...request, method: "POST", path: uploads }, options);
  const location = headers.get("location");
  // Registries forget uploads by themselves; this is only the tidy way.
  if (location)
    await requestRegistry({ ...request, method: "DELETE", path: location }, options).catch(() => {});
}

/**
 * Deletes a manifest, and with it every tag that names it: nothing can be pulled by it any more. One that is not
 * there is no error.
 * @param reference by digest, or by a tag where the registry deletes tags alone
 * @returns false when this registry does not delete what is asked for
 */
export async function deleteManifest(reference: string, options: RegistryOptions = {}): Promise<boolean> {
  try {
    await requestRegistry(toRequest("DELETE", reference), options);
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.code === "not-found") return true;
    if (/HTTP 40[05]\b|UNSUPPORTED/i.test(error.message)) return false;
    throw error;
  }
}

/** Uploads a few bytes to a repository, whole. Returns their digest. */
export async function putBlob(
  repository: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: RegistryOptions = {},
): Promise<string> {
  const { host, path } = parseReference(repository);
  const request = { doing: `Cannot upload to ${repository}`, host };
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const begun = await requestRegistry(
    { ...request, method: "POST", path: `/v2/${path}/blobs/uploads/` },
    options,
  );
  const location = new URL(begun.headers.get("location") ?? "", `http://${host}`);
  location.searchParams.set("digest", digest);
  const target = { method: "PUT" as const, path: `${location.pathname}${location.search}` };
  const headers = { "content-type": "application/octet-stream" };
  await requestRegistry({ ...request, ...target, headers, body: bytes }, options);
  return digest;
}

function toRequest(method: "HEAD" | "GET" | "PUT" | "DELETE", reference: string) {
  const { host, path, tag, digest } = parseReference(reference);
  const verb = { HEAD: "look up", GET: "look up", PUT: "tag", DELETE: "delete" }[method];
  const doing = `Cannot ${verb} ${reference}`;
  return {
    doing,
    host,
    method,
    path: `/v2/${path}/manifests/${digest ?? tag ?? "latest"}`,
    headers: { accept },
  } as const;
}
