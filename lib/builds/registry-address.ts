import { env } from "#lib/env";

/** Where images are pushed: host[:port][/prefix]. */
export function registryAddress(): string {
  return env().BAKEHOUSE_REGISTRY ?? "127.0.0.1:5000";
}

/** An image's repository in full, "127.0.0.1:5000/media/ffmpeg": what tags and digests are appended to. */
export function repositoryOf(image: { repository: string }): string {
  return `${registryAddress()}/${image.repository}`;
}
