import { randomBytes } from "node:crypto";
import { encryptSecret } from "#lib/secrets/encrypt-secret";
import { webhookOwner } from "#lib/webhooks/webhook-on-record";

/** A new signing secret for a webhook: as its receiver is given it, and as it is stored. */
export function makeWebhookSecret(id: string): { secret: string; encrypted: string } {
  const secret = `whsec_${randomBytes(32).toString("base64url")}`;
  return { secret, encrypted: encryptSecret(secret, webhookOwner(id)) };
}
