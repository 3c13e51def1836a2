import type { Context } from "#lib/auth/context";
import { addDelivery } from "#lib/webhooks/add-delivery";
import { readDelivery } from "#lib/webhooks/get-delivery";
import { getWebhookInScope } from "#lib/webhooks/get-webhook-in-scope";
import type { DeliverySummary } from "#lib/webhooks/schemas";

/**
 * Sends what was sent once more, as a delivery of its own: the same payload, so that the receiver knows it by the
 * event's id, with a signature of its own. Maintainers only. @throws conflict while the webhook is disabled
 */
export async function redeliver(
  ctx: Context,
  input: { team: string; id: string; delivery: string },
): Promise<DeliverySummary> {
  const webhook = await getWebhookInScope(ctx, input);
  const { payload } = await readDelivery(webhook, input.delivery);
  return addDelivery(webhook, payload);
}
