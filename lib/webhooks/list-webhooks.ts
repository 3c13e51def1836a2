import type { Context } from "#lib/auth/context";
import { getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import type { Webhook } from "#lib/webhooks/schemas";
import { DELIVERY_SELECT, toDeliverySummary, toWebhook, WEBHOOK_SELECT } from "#lib/webhooks/webhook-dto";
import type { Prisma } from "#prisma/generated/client";

/** A team's webhooks, the newest first, each with its last delivery. Maintainers only. */
export async function listWebhooks(ctx: Context, input: { team: string }): Promise<{ items: Webhook[] }> {
  const team = getTeamInScope(ctx, input.team, "maintainer");
  return { items: await readWebhooks({ teamId: team.id }) };
}

/** One webhook that the caller may manage and knows to be there. */
export async function getWebhook(id: string): Promise<Webhook> {
  const [webhook] = await readWebhooks({ id });
  if (!webhook) throw new Error(`no webhook ${id}`);
  return webhook;
}

async function readWebhooks(where: Prisma.WebhookWhereInput): Promise<Webhook[]> {
  const rows = await db.webhook.findMany({
    where,
    select: WEBHOOK_SELECT,
    orderBy: { createdAt: "desc" },
    take: 500,
  });
  const newest = await db.$queryRaw<{ id: string; webhookId: string }[]>`
    SELECT newest.id, newest."webhookId" FROM unnest(${rows.map(({ id }) => id)}::uuid[]) webhook
    CROSS JOIN LATERAL (
      SELECT id, "webhookId" FROM "WebhookDelivery" WHERE "webhookId" = webhook ORDER BY id DESC LIMIT 1
    ) newest`;
  const [deliveries, people] = await Promise.all([
    db.webhookDelivery.findMany({
      where: { id: { in: newest.map(({ id }) => id) } },
      select: { webhookId: true, ...DELIVERY_SELECT },
    }),
    db.user.findMany({
      where: { id: { in: rows.flatMap(({ createdById }) => createdById ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  return rows.map((row) => {
    const last = deliveries.find(({ webhookId }) => webhookId === row.id);
    return toWebhook(row, {
      createdBy: people.find(({ id }) => id === row.createdById)?.name ?? null,
      lastDelivery: last ? toDeliverySummary(last) : null,
    });
  });
}
