import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import { getWebhookInScope } from "#lib/webhooks/get-webhook-in-scope";
import type { DeliverySummary } from "#lib/webhooks/schemas";
import { DELIVERY_SELECT, toDeliverySummary } from "#lib/webhooks/webhook-dto";

/** What a webhook was sent, or is to be, newest first. Maintainers only. */
export async function listDeliveries(
  ctx: Context,
  input: { team: string; id: string; cursor?: string; limit: number },
): Promise<{ items: DeliverySummary[]; nextCursor: string | null }> {
  const { id: webhookId } = await getWebhookInScope(ctx, input);
  const rows = await db.webhookDelivery.findMany({
    where: { webhookId, id: input.cursor ? { lt: decodeCursor(input.cursor).id } : undefined },
    select: DELIVERY_SELECT,
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(toDeliverySummary),
    nextCursor: rows.length > input.limit && last ? encodeCursor("", last.id) : null,
  };
}
