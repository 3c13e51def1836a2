/**
 * A digest or a reference by digest, short enough to read: "sha256:1a2b3c4d…9f0e",
 * "registry/team/image@sha256:1a2b3c4d…9f0e". Anything else comes back as it is.
 */
export function shortenDigest(value: string): string {
  return value.replace(/(sha256:[0-9a-f]{8})[0-9a-f]{52}([0-9a-f]{4})/g, "$1…$2");
}
