import { decryptSecret, UnreadableSecretError } from "#lib/secrets/decrypt-secret";
import type { ClaimedDelivery } from "#lib/webhooks/claim-delivery";
import { type Answer, post } from "#lib/webhooks/post";
import { signDelivery } from "#lib/webhooks/sign-delivery";
import { webhookOwner } from "#lib/webhooks/webhook-on-record";

/** What was sent and what came back. */
export interface Attempt extends Answer {
  requestHeaders: Record<string, string> | null;
}

/** Sends a delivery once, signed at this moment. Never throws for what the receiver does. */
export async function attemptDelivery(delivery: ClaimedDelivery): Promise<Attempt> {
  const { id, webhookId, event, payload, url } = delivery;
  const body = JSON.stringify(payload);
  const timestamp = Math.floor(Date.now() / 1000);
  let signature: string;
  try {
    signature = signDelivery(decryptSecret(delivery.secret, webhookOwner(webhookId)), timestamp, body);
  } catch (error) {
    if (!(error instanceof UnreadableSecretError)) throw error;
    const said = `It could not be signed. ${error.message} Renew the secret of this webhook, and give the receiver the new one.`;
    return { error: said, status: null, headers: null, body: null, durationMs: 0, requestHeaders: null };
  }
  const headers = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "bakehouse-webhooks/1",
    accept: "*/*",
    "accept-encoding": "identity",
    connection: "close",
    "bakehouse-event": event,
    "bakehouse-delivery": id,
    "bakehouse-timestamp": String(timestamp),
    "bakehouse-signature": signature,
  };
  return { ...(await post(url, headers, body)), requestHeaders: headers };
}
