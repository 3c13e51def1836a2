import { createCipheriv, randomBytes } from "node:crypto";
import { secretKey } from "#lib/secrets/secret-key";

/**
 * A secret as it may be stored: "v1.NONCE.TEXT.TAG" in base64url, AES-256-GCM under BAKEHOUSE_SECRET.
 * @param owner What it belongs to, such as "webhook:ID". It is not stored and must be given again to read the secret,
 *   so that a row's secret is of no use in another row.
 */
export function encryptSecret(secret: string, owner: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secretKey(), nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, text, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}
