import { env } from "#lib/env";

/** Where images are pushed: host[:port][/prefix]. */
export function registryAddress(): string {
  return env().BAKEHOUSE_REGISTRY ?? "127.0.0.1:5000";
}

/** An image's repository in full, "127.0.0.1:5000/media/ffmpeg": what tags and digests are appended to. */
export function repositoryOf(image: { repository: string }): string {
  return `${registryAddress()}/${image.repository}`;
}

/**
 * Where to ask a registry, "http://registry:5000": plain HTTP on the loopback, HTTPS else. Our own is asked where
 * BAKEHOUSE_REGISTRY_VIA says, for the name that engines have for it may be nobody's where the worker runs.
 */
export function registryOrigin(host: string, { BAKEHOUSE_REGISTRY_VIA: via } = env()): string {
  if (via && host === registryAddress().split("/")[0]) return new URL(via).origin;
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
  const apiHost = host === "docker.io" ? "registry-1.docker.io" : host;
  return `${isLoopback ? "http" : "https"}://${apiHost}`;
}
