import { createHash } from "node:crypto";

/** What is stored of a token. The secret has 256 random bits, so one round of SHA-256 is enough. */
export function hashToken(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
