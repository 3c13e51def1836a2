import { db } from "#lib/db";

/** Deliveries that have ended are kept for a month. */
const KEPT_DAYS = 30;

/** Deletes deliveries that ended long ago. Returns how many. */
export async function pruneDeliveries(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "WebhookDelivery" WHERE status IN ('succeeded', 'failed')
    AND "notBefore" < now() - make_interval(days => ${KEPT_DAYS})`;
}
