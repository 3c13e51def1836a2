import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { endPending } from "#lib/webhooks/end-pending";
import { getWebhookInScope, type ScopedWebhook } from "#lib/webhooks/get-webhook-in-scope";
import { getWebhook } from "#lib/webhooks/list-webhooks";
import { requireOutwardUrl } from "#lib/webhooks/require-outward-url";
import type { updateWebhookSchema, Webhook } from "#lib/webhooks/schemas";
import { webhookOnRecord } from "#lib/webhooks/webhook-on-record";

type Input = z.infer<typeof updateWebhookSchema>;

/**
 * Changes where a webhook goes and what it is told of; pauses it, which ends what waits to be delivered; or enables it
 * again, after which it has three days to succeed anew. Maintainers only.
 * @throws invalid for an address inside Bakehouse's own network
 */
export async function updateWebhook(ctx: Context, input: Input): Promise<Webhook> {
  const scoped = await getWebhookInScope(ctx, input);
  if (input.url !== undefined) await requireOutwardUrl(input.url);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Webhook" WHERE id = ${scoped.id}::uuid FOR NO KEY UPDATE`;
    const webhook = await getWebhookInScope(ctx, input, tx);
    const { url, events, enabled } = changesOf(webhook, input);
    if (url !== undefined || events !== undefined) {
      await tx.webhook.update({
        where: { id: webhook.id },
        data: { url, events, ...(url !== undefined && { failingSince: null }) },
      });
      await recordAudit(tx, ctx, {
        action: "webhook.update",
        teamId: webhook.teamId,
        ...webhookOnRecord(webhook.team, webhook.url),
        before: { origin: new URL(webhook.url).origin, events: webhook.events },
        after: {
          origin: new URL(url ?? webhook.url).origin,
          events: events ?? webhook.events,
          ...(url !== undefined && { addressChanged: true }),
        },
      });
    }
    if (enabled !== undefined) {
      const reason = `Paused by ${ctx.actor.name}.`;
      await tx.webhook.update({
        where: { id: webhook.id },
        data: enabled
          ? { disabledAt: null, disabledReason: null, failingSince: null }
          : { disabledAt: new Date(), disabledReason: reason },
      });
      if (!enabled) await endPending(tx, webhook.id, reason);
      await recordAudit(tx, ctx, {
        action: enabled ? "webhook.enable" : "webhook.disable",
        teamId: webhook.teamId,
        ...webhookOnRecord(webhook.team, url ?? webhook.url),
      });
    }
    await notifyChange(tx, { kind: "webhooks", team: webhook.team });
  });
  return getWebhook(scoped.id);
}

/** What of the input is not so already. */
function changesOf(webhook: ScopedWebhook, { url, events, enabled }: Input): Partial<Input> {
  return {
    url: url === webhook.url ? undefined : url,
    events: events && events.join() !== webhook.events.join() ? events : undefined,
    enabled: enabled === (webhook.disabledAt === null) ? undefined : enabled,
  };
}
