import { db } from "#lib/db";

/** How long a worker may be silent before another one sends it too. Longer than any attempt takes. */
const LEASE_SECONDS = 60;

/** A delivery that this worker is to attempt now. */
export interface ClaimedDelivery {
  id: string;
  webhookId: string;
  event: string;
  payload: unknown;
  createdAt: Date;
  /** This one included. */
  attempts: number;
  url: string;
  /** Encrypted. */
  secret: string;
  /** It was disabled after this was asked for: nothing is to be sent. */
  isDisabled: boolean;
}

/**
 * Takes the delivery that has been due longest, except those to webhooks that are being delivered to already: one that
 * does not answer keeps none but its own waiting. Null when none is due.
 */
export async function claimDelivery(busy: readonly string[]): Promise<ClaimedDelivery | null> {
  const [row] = await db.$queryRaw<ClaimedDelivery[]>`
    WITH due AS MATERIALIZED (
      SELECT waiting.id FROM "WebhookDelivery" waiting
      WHERE status = 'pending' AND "notBefore" <= now() AND "webhookId" <> ALL(${[...busy]}::uuid[])
      ORDER BY "notBefore", id FOR UPDATE SKIP LOCKED LIMIT 1)
    UPDATE "WebhookDelivery" delivery SET
      "notBefore" = now() + make_interval(secs => ${LEASE_SECONDS}), "attemptedAt" = now(),
      attempts = delivery.attempts + 1
    FROM due, "Webhook" webhook WHERE delivery.id = due.id AND webhook.id = delivery."webhookId"
    RETURNING delivery.id, delivery."webhookId", delivery.event, delivery.payload, delivery."createdAt",
      delivery.attempts, webhook.url, webhook.secret,
      webhook."disabledAt" IS NOT NULL AS "isDisabled"`;
  return row ?? null;
}
