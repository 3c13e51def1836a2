import type { DeliverySummary, Webhook, WebhookPayload } from "#lib/webhooks/schemas";
import type { Prisma } from "#prisma/generated/client";

/** What a webhook needs to be shown. */
export const WEBHOOK_SELECT = {
  id: true,
  teamId: true,
  url: true,
  events: true,
  createdById: true,
  createdAt: true,
  disabledAt: true,
  disabledReason: true,
  failingSince: true,
  image: { select: { name: true, teamId: true, deletedAt: true } },
} satisfies Prisma.WebhookSelect;

/** What a delivery needs to be shown in a list. */
export const DELIVERY_SELECT = {
  id: true,
  event: true,
  payload: true,
  status: true,
  attempts: true,
  notBefore: true,
  createdAt: true,
  attemptedAt: true,
  durationMs: true,
  responseStatus: true,
  error: true,
} satisfies Prisma.WebhookDeliverySelect;

type WebhookRow = Prisma.WebhookGetPayload<{ select: typeof WEBHOOK_SELECT }>;
type DeliveryRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof DELIVERY_SELECT }>;

/** A row as the API shows it: never with its secret. */
export function toWebhook(
  row: WebhookRow,
  rest: { createdBy: string | null; lastDelivery: DeliverySummary | null },
): Webhook {
  const { id, teamId, url, events, image, disabledReason } = row;
  return {
    id,
    url,
    image: image?.name ?? null,
    imageGone: image !== null && (image.deletedAt !== null || image.teamId !== teamId),
    events: events as Webhook["events"],
    createdBy: rest.createdBy,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledReason,
    failingSince: row.failingSince?.toISOString() ?? null,
    lastDelivery: rest.lastDelivery,
  };
}

/** A row as lists show it. */
export function toDeliverySummary(row: DeliveryRow): DeliverySummary {
  const { id, event, status, attempts, durationMs, responseStatus, error } = row;
  return {
    id,
    event,
    subject: subjectOf(row.payload as WebhookPayload),
    status,
    attempts,
    createdAt: row.createdAt.toISOString(),
    attemptedAt: row.attemptedAt?.toISOString() ?? null,
    nextAttemptAt: status === "pending" ? row.notBefore.toISOString() : null,
    durationMs,
    responseStatus,
    error,
  };
}

function subjectOf(payload: WebhookPayload): string {
  if (payload.event === "ping") return "A test";
  const image = `${payload.team}/${payload.image}`;
  if (payload.event === "channel.moved") return `${image}:${payload.channel}`;
  return "build" in payload ? `${image}:${payload.build.tag}` : image;
}
