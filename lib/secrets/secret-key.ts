import { hkdfSync } from "node:crypto";
import { EnvironmentError, env } from "#lib/env";

let cached: { from: string; key: Buffer } | undefined;

/**
 * The 256-bit key that secrets at rest are encrypted with: HKDF-SHA256 (RFC 5869) of BAKEHOUSE_SECRET, so that it is
 * not the key that signs sessions.
 * @throws EnvironmentError when BAKEHOUSE_SECRET is not set
 */
export function secretKey(): Buffer {
  const { BAKEHOUSE_SECRET: from } = env();
  if (!from) throw new EnvironmentError("BAKEHOUSE_SECRET is missing: secrets are encrypted with it");
  if (cached?.from !== from) {
    cached = { from, key: Buffer.from(hkdfSync("sha256", from, "", "bakehouse secrets v1", 32)) };
  }
  return cached.key;
}
