import { recordAudit } from "#lib/audit/record-audit";
import { type Db, db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";
import { createNotices } from "#lib/notices/create-notices";
import type { Attempt } from "#lib/webhooks/attempt-delivery";
import type { ClaimedDelivery } from "#lib/webhooks/claim-delivery";
import { endPending } from "#lib/webhooks/end-pending";
import { nextPauseMs } from "#lib/webhooks/next-pause";
import { webhookOnRecord } from "#lib/webhooks/webhook-on-record";
import { Prisma } from "#prisma/generated/client";

/** How long a webhook may fail without a single success before it is disabled. */
export const PATIENCE_MS = 3 * 24 * 3600_000;

/**
 * Records what an attempt came to: done, to be tried again after a pause, or failed for good. A webhook that has failed
 * for three days is disabled, and its team's maintainers and owners have notice of it. Does nothing when another worker
 * has attempted it since, or it was ended meanwhile.
 */
export async function recordAttempt(delivery: ClaimedDelivery, attempt: Attempt): Promise<void> {
  const isDone = attempt.error === null;
  const pause = isDone ? null : nextPauseMs(delivery.attempts, Date.now() - delivery.createdAt.getTime());
  await db.$transaction(async (tx) => {
    // In the order in which those who change the webhook take their locks: it first, then its deliveries.
    await tx.$queryRaw`SELECT id FROM "Webhook" WHERE id = ${delivery.webhookId}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: delivery.id, status: "pending", attempts: delivery.attempts },
      data: {
        status: isDone ? "succeeded" : pause === null ? "failed" : "pending",
        ...(pause !== null && { notBefore: new Date(Date.now() + pause) }),
        durationMs: attempt.durationMs,
        requestHeaders: attempt.requestHeaders ?? Prisma.DbNull,
        responseStatus: attempt.status,
        responseHeaders: attempt.headers ?? Prisma.DbNull,
        responseBody: attempt.body,
        error: attempt.error,
      },
    });
    if (count === 0) return;
    const team = isDone ? await markWorking(tx, delivery) : await markFailing(tx, delivery);
    await notifyChange(tx, { kind: "webhooks", team });
  });
}

const OF_TEAM = { select: { team: { select: { id: true, name: true } } } } as const;

async function markWorking(tx: Db, { webhookId }: ClaimedDelivery): Promise<string> {
  const { team } = await tx.webhook.update({
    where: { id: webhookId },
    data: { failingSince: null },
    ...OF_TEAM,
  });
  return team.name;
}

async function markFailing(tx: Db, { webhookId, url }: ClaimedDelivery): Promise<string> {
  const { team } = await tx.webhook.findUniqueOrThrow({ where: { id: webhookId }, ...OF_TEAM });
  const now = new Date();
  await tx.webhook.updateMany({ where: { id: webhookId, failingSince: null }, data: { failingSince: now } });
  const reason = "Nothing was delivered for three days.";
  const { count } = await tx.webhook.updateMany({
    where: {
      id: webhookId,
      disabledAt: null,
      failingSince: { lte: new Date(now.getTime() - PATIENCE_MS) },
    },
    data: { disabledAt: now, disabledReason: reason },
  });
  if (count === 0) return team.name;
  await endPending(tx, webhookId, reason);
  await recordAudit(tx, null, {
    action: "webhook.disable",
    teamId: team.id,
    ...webhookOnRecord(team.name, url),
    after: { reason },
  });
  const keepers = await tx.member.findMany({
    where: { teamId: team.id, role: { in: ["maintainer", "owner"] } },
    select: { userId: true },
  });
  await createNotices(
    tx,
    keepers.map(({ userId }) => userId),
    {
      kind: "webhook.disabled",
      text: `The webhook of ${team.name} to ${new URL(url).host} is disabled: nothing was delivered for three days.`,
      path: `/teams/${team.name}?tab=webhooks&webhook=${webhookId}`,
    },
  );
  return team.name;
}
