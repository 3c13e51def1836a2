import { createDecipheriv } from "node:crypto";
import { secretKey } from "#lib/secrets/secret-key";

/** A stored secret cannot be read: BAKEHOUSE_SECRET is another one by now, or the row was tampered with. */
export class UnreadableSecretError extends Error {
  override name = "UnreadableSecretError";
}

/** What encryptSecret was given for the same owner. @throws UnreadableSecretError */
export function decryptSecret(stored: string, owner: string): string {
  const [version, ...parts] = stored.split(".");
  const [nonce, text, tag] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== "v1" || !nonce || !text || tag?.length !== 16 || parts.length !== 3) {
    throw new UnreadableSecretError("This is no secret as Bakehouse stores them.");
  }
  const key = secretKey();
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new UnreadableSecretError(
      "The secret cannot be read: BAKEHOUSE_SECRET is not the one it was stored with.",
      { cause },
    );
  }
}
