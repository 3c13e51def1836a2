import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { getWebhookInScope } from "#lib/webhooks/get-webhook-in-scope";
import { webhookOnRecord } from "#lib/webhooks/webhook-on-record";

/** Takes a webhook away, with its deliveries, sent or not. Maintainers only. */
export async function deleteWebhook(
  ctx: Context,
  input: { team: string; id: string },
): Promise<Record<string, never>> {
  const webhook = await getWebhookInScope(ctx, input);
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id: webhook.id } });
    if (count === 0) throw notFound(`webhook of ${webhook.team}`);
    await recordAudit(tx, ctx, {
      action: "webhook.delete",
      teamId: webhook.teamId,
      ...webhookOnRecord(webhook.team, webhook.url),
      before: { events: webhook.events },
    });
    await notifyChange(tx, { kind: "webhooks", team: webhook.team });
  });
  return {};
}
