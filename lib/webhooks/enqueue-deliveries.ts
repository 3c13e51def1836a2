import type { Db } from "#lib/db";
import type { EventImage } from "#lib/events/event";
import { notifyChange, notifyChore } from "#lib/live/notify";
import type { WebhookEvent, WebhookPayload } from "#lib/webhooks/schemas";

/** Has the workers deliver an event to all webhooks that want it; the payload is made only when there are any. */
export async function enqueueDeliveries(
  tx: Pick<Db, "webhook" | "webhookDelivery" | "$executeRaw">,
  image: EventImage,
  event: WebhookEvent,
  makePayload: () => Promise<WebhookPayload>,
): Promise<void> {
  const webhooks = await tx.webhook.findMany({
    where: {
      teamId: image.teamId,
      disabledAt: null,
      events: { has: event },
      OR: [{ imageId: null }, { imageId: image.id }],
    },
    select: { id: true },
  });
  if (webhooks.length === 0) return;
  const payload = await makePayload();
  await tx.webhookDelivery.createMany({
    data: webhooks.map(({ id }) => ({ webhookId: id, event, payload })),
  });
  await notifyChore(tx, "webhooks");
  await notifyChange(tx, { kind: "webhooks", team: image.team });
}
