import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId, getTeamInScope } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { getWebhook } from "#lib/webhooks/list-webhooks";
import { makeWebhookSecret } from "#lib/webhooks/make-webhook-secret";
import { requireOutwardUrl } from "#lib/webhooks/require-outward-url";
import type { CreatedWebhook, createWebhookSchema } from "#lib/webhooks/schemas";
import { webhookOnRecord } from "#lib/webhooks/webhook-on-record";

/** Each event costs a delivery for each of them. */
const MOST = 50;

/**
 * Has an address told of what happens to a team's images, or to one of them, and returns the secret that signs what
 * it is sent, this once. Maintainers only.
 * @throws invalid for an address inside Bakehouse's own network; not_found for an image the team does not have
 */
export async function createWebhook(
  ctx: Context,
  input: z.infer<typeof createWebhookSchema>,
): Promise<CreatedWebhook> {
  const team = getTeamInScope(ctx, input.team, "maintainer");
  await requireOutwardUrl(input.url);
  const id = randomUUID();
  const { secret, encrypted } = makeWebhookSecret(id);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${team.id}::uuid FOR NO KEY UPDATE`;
    if ((await tx.webhook.count({ where: { teamId: team.id } })) >= MOST) {
      throw new AppError(
        "conflict",
        `${team.name} has ${MOST} webhooks, the most there can be. Delete one first.`,
      );
    }
    const imageId = await findImage(tx, team, input.image);
    await tx.webhook.create({
      data: {
        id,
        teamId: team.id,
        imageId,
        url: input.url,
        secret: encrypted,
        events: input.events,
        createdById: actingUserId(ctx),
      },
    });
    await recordAudit(tx, ctx, {
      action: "webhook.create",
      teamId: team.id,
      imageId,
      ...webhookOnRecord(team.name, input.url),
      after: { events: input.events, image: input.image },
    });
    await notifyChange(tx, { kind: "webhooks", team: team.name });
  });
  return { ...(await getWebhook(id)), secret };
}

async function findImage(
  tx: Pick<Db, "image">,
  team: { id: string; name: string },
  name: string | null,
): Promise<string | null> {
  if (name === null) return null;
  const image = await tx.image.findFirst({
    where: { teamId: team.id, name, deletedAt: null },
    select: { id: true },
  });
  if (image) return image.id;
  throw new AppError("not_found", `${team.name} has no image named ${name}.`, {
    problems: [{ field: "image", message: "The team has no such image." }],
  });
}
