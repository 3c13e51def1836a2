import type { Context } from "#lib/auth/context";
import type { Db } from "#lib/db";
import type { BakehouseEvent } from "#lib/events/event";
import { toPayload } from "#lib/events/to-payload";
import { tellConcerned } from "#lib/notices/tell-concerned";
import { enqueueDeliveries } from "#lib/webhooks/enqueue-deliveries";

/**
 * Tells of what happened, in the transaction that makes it so: a delivery waits for each webhook of the image's team
 * that wants to know, and a notice for each person whom it concerns. `ctx` is null for what Bakehouse does by itself.
 */
export async function emitEvent(tx: Db, ctx: Context | null, event: BakehouseEvent): Promise<void> {
  const { team, ...row } = await tx.image.findUniqueOrThrow({
    where: { id: event.imageId },
    select: { id: true, name: true, teamId: true, team: { select: { name: true } } },
  });
  const image = { ...row, team: team.name };
  await enqueueDeliveries(tx, image, event.kind, () => toPayload(tx, ctx, image, event));
  await tellConcerned(tx, ctx, image, event);
}
