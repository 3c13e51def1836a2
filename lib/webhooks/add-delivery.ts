import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { notifyChange, notifyChore } from "#lib/live/notify";
import type { ScopedWebhook } from "#lib/webhooks/get-webhook-in-scope";
import type { DeliverySummary, WebhookPayload } from "#lib/webhooks/schemas";
import { DELIVERY_SELECT, toDeliverySummary } from "#lib/webhooks/webhook-dto";

/** What one may send by hand before any of it has gone out. */
const MOST_WAITING = 100;

/** Has something delivered to one webhook because someone asked. @throws conflict while it is disabled */
export async function addDelivery(webhook: ScopedWebhook, payload: WebhookPayload): Promise<DeliverySummary> {
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ disabledAt: Date | null }[]>`
      SELECT "disabledAt" FROM "Webhook" WHERE id = ${webhook.id}::uuid FOR NO KEY UPDATE`;
    if (!row) throw notFound(`webhook of ${webhook.team}`);
    if (row.disabledAt) {
      throw new AppError("conflict", "This webhook is disabled: nothing is sent. Enable it again first.");
    }
    const waiting = await tx.webhookDelivery.count({
      where: { webhookId: webhook.id, status: "pending", event: payload.event },
    });
    if (waiting >= MOST_WAITING) {
      throw new AppError(
        "conflict",
        `${waiting} of these wait to be delivered already. Let them go out first.`,
      );
    }
    const delivery = await tx.webhookDelivery.create({
      data: { webhookId: webhook.id, event: payload.event, payload },
      select: DELIVERY_SELECT,
    });
    await notifyChore(tx, "webhooks");
    await notifyChange(tx, { kind: "webhooks", team: webhook.team });
    return toDeliverySummary(delivery);
  });
}
