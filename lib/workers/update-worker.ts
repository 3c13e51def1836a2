import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { notifyChange, notifyWorkers } from "#lib/live/notify";
import { getWorker } from "#lib/workers/get-worker";
import type { updateWorkerSchema, WholeWorker } from "#lib/workers/schemas";

const ACTION = { active: "worker.resume", paused: "worker.pause", draining: "worker.drain" };

/**
 * Pauses a worker, drains it, or lets it take builds again; it looks at once, and what it is told survives its restart.
 * Administrators only. @throws not_found
 */
export async function updateWorker(
  ctx: Context,
  { name, state, reason }: z.infer<typeof updateWorkerSchema>,
): Promise<WholeWorker> {
  requireAdministrator(ctx);
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string; state: string; stateReason: string }[]>`
      SELECT id, state::text, "stateReason" FROM "Worker" WHERE name = ${name} FOR UPDATE`;
    if (!row) throw notFound(`worker as “${name}”`);
    if (row.state === state && row.stateReason === reason) return;
    await tx.worker.update({
      where: { id: row.id },
      data: { state, stateReason: reason, stateChangedAt: new Date(), stateChangedByName: ctx.actor.name },
    });
    await recordAudit(tx, ctx, {
      action: ACTION[state],
      target: name,
      before: { state: row.state, reason: row.stateReason },
      after: { state, reason },
    });
    await notifyWorkers(tx, row.id);
    await notifyChange(tx, { kind: "workers" }, { kind: "queue" });
  });
  return getWorker(ctx, { name });
}
