import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/names/is-uuid";
import { getWebhookInScope, type ScopedWebhook } from "#lib/webhooks/get-webhook-in-scope";
import type { Delivery, WebhookPayload } from "#lib/webhooks/schemas";
import { DELIVERY_SELECT, toDeliverySummary } from "#lib/webhooks/webhook-dto";

type Headers = Record<string, string>;

/** A delivery with the request as it was sent last and what came back. Maintainers only. */
export async function getDelivery(
  ctx: Context,
  input: { team: string; id: string; delivery: string },
): Promise<Delivery> {
  const webhook = await getWebhookInScope(ctx, input);
  return readDelivery(webhook, input.delivery);
}

/** @throws not_found when the webhook has no such delivery */
export async function readDelivery(webhook: ScopedWebhook, id: string): Promise<Delivery> {
  const row = isUuid(id)
    ? await db.webhookDelivery.findFirst({
        where: { id, webhookId: webhook.id },
        select: { ...DELIVERY_SELECT, requestHeaders: true, responseHeaders: true, responseBody: true },
      })
    : null;
  if (!row) throw notFound("delivery of this webhook");
  return {
    ...toDeliverySummary(row),
    url: webhook.url,
    payload: row.payload as WebhookPayload,
    requestHeaders: row.requestHeaders as Headers | null,
    responseHeaders: row.responseHeaders as Headers | null,
    responseBody: row.responseBody,
  };
}
