import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { getWebhookInScope } from "#lib/webhooks/get-webhook-in-scope";
import { getWebhook } from "#lib/webhooks/list-webhooks";
import { makeWebhookSecret } from "#lib/webhooks/make-webhook-secret";
import type { CreatedWebhook } from "#lib/webhooks/schemas";
import { webhookOnRecord } from "#lib/webhooks/webhook-on-record";

/**
 * Gives a webhook a new secret, returned this once, and forgets the old one: each attempt is signed when it is made,
 * so that what waits to be delivered is signed with the new one too. Maintainers only.
 */
export async function renewWebhookSecret(
  ctx: Context,
  input: { team: string; id: string },
): Promise<CreatedWebhook> {
  const webhook = await getWebhookInScope(ctx, input);
  const { secret, encrypted } = makeWebhookSecret(webhook.id);
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id: webhook.id },
      data: { secret: encrypted },
    });
    if (count === 0) throw notFound(`webhook of ${webhook.team}`);
    await recordAudit(tx, ctx, {
      action: "webhook.renewSecret",
      teamId: webhook.teamId,
      ...webhookOnRecord(webhook.team, webhook.url),
    });
    await notifyChange(tx, { kind: "webhooks", team: webhook.team });
  });
  return { ...(await getWebhook(webhook.id)), secret };
}
