import type { Context } from "#lib/auth/context";
import { payloadOrigin } from "#lib/events/to-payload";
import { addDelivery } from "#lib/webhooks/add-delivery";
import { getWebhookInScope } from "#lib/webhooks/get-webhook-in-scope";
import type { DeliverySummary } from "#lib/webhooks/schemas";

/** Sends a webhook a test. Maintainers only. @throws conflict while it is disabled */
export async function pingWebhook(
  ctx: Context,
  input: { team: string; id: string },
): Promise<DeliverySummary> {
  const webhook = await getWebhookInScope(ctx, input);
  return addDelivery(webhook, { event: "ping", ...payloadOrigin(ctx, webhook.team) });
}
