import { setTimeout as sleep } from "node:timers/promises";
import { forLog } from "#lib/database-away";
import { db } from "#lib/db";
import { attemptDelivery } from "#lib/webhooks/attempt-delivery";
import { type ClaimedDelivery, claimDelivery } from "#lib/webhooks/claim-delivery";
import { endPending } from "#lib/webhooks/end-pending";
import { pruneDeliveries } from "#lib/webhooks/prune-deliveries";
import { recordAttempt } from "#lib/webhooks/record-attempt";

/** To so many webhooks at once, to each one after the other. */
const AT_ONCE = 8;
/** What became due while others are slow is not kept waiting for them. */
const LOOK_MS = 500;
const PRUNE_MS = 3600_000;

let pruned = 0;

/** Delivers what is due, until nothing is. */
export async function deliverWebhooks(): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  for (;;) {
    while (busy.size < AT_ONCE) {
      const delivery = await claimDelivery([...busy.keys()]);
      if (!delivery) break;
      const { webhookId } = delivery;
      busy.set(
        webhookId,
        deliver(delivery).finally(() => busy.delete(webhookId)),
      );
    }
    if (busy.size === 0) break;
    await Promise.race([...busy.values(), sleep(LOOK_MS)]);
  }
  if (Date.now() - pruned < PRUNE_MS) return;
  pruned = Date.now();
  await pruneDeliveries();
}

/** Whatever goes wrong on our side is tried again when the lease has run out. */
async function deliver(delivery: ClaimedDelivery): Promise<void> {
  try {
    if (delivery.isDisabled) await endPending(db, delivery.webhookId, "");
    else await recordAttempt(delivery, await attemptDelivery(delivery));
  } catch (error) {
    console.error(`delivery ${delivery.id}: left for later after a fault:`, forLog(error));
  }
}
