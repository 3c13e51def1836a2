import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { IS_THERE } from "#lib/workers/is-there";

/**
 * Takes a worker that is gone off the list; what it built stays, without its name. One that comes back under the name
 * begins anew, not paused. Administrators only. @throws not_found; conflict while it is there or has builds
 */
export async function forgetWorker(ctx: Context, { name }: { name: string }): Promise<Record<string, never>> {
  requireAdministrator(ctx);
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string; isThere: boolean; busy: number }[]>`
      SELECT id, ${IS_THERE} AS "isThere",
        (SELECT count(*)::int FROM "Build" WHERE "workerId" = worker.id AND status = 'running') AS busy
      FROM "Worker" worker WHERE name = ${name} FOR UPDATE`;
    if (!row) throw notFound(`worker as “${name}”`);
    if (row.isThere) {
      throw new AppError("conflict", `${name} is there: stop its process first, then it can be forgotten.`);
    }
    if (row.busy > 0) {
      throw new AppError(
        "conflict",
        `What ${name} was building has not been taken up yet: try again in a minute.`,
      );
    }
    await tx.worker.delete({ where: { id: row.id } });
    await recordAudit(tx, ctx, { action: "worker.forget", target: name });
    await notifyChange(tx, { kind: "workers" });
  });
  return {};
}
