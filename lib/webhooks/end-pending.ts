import type { Db } from "#lib/db";

/** Gives up what waits to be delivered to a webhook that was disabled; it can be sent again by hand. */
export async function endPending(
  tx: Pick<Db, "webhookDelivery">,
  webhookId: string,
  reason: string,
): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { webhookId, status: "pending" },
    data: { status: "failed", error: `Not sent any more: the webhook was disabled. ${reason}`.trim() },
  });
}
