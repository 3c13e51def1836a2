import { toAuditEvent } from "#lib/audit/audit-dto";
import type { AuditRow } from "#lib/audit/read-audit-page";
import type { AuditEvent } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { isAdministrator } from "#lib/auth/scope";
import { SUMMARY_SELECT, toBuildSummary } from "#lib/builds/build-dto";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { visibleImages } from "#lib/images/image-access";
import { readWorkers } from "#lib/workers/list-workers";
import type { WholeWorker } from "#lib/workers/schemas";

const LATELY = 20;
const HISTORY = 20;
const WORKER_ACTIONS = ["worker.pause", "worker.drain", "worker.resume", "worker.forget"];

/** A worker, what it built lately and, for administrators, what was done with it. @throws not_found */
export async function getWorker(ctx: Context, { name }: { name: string }): Promise<WholeWorker> {
  const [worker] = await readWorkers(ctx, { name });
  if (!worker) throw notFound(`worker as “${name}”`);
  const [lately, history] = await Promise.all([
    db.build.findMany({
      where: {
        worker: { name },
        status: { notIn: ["queued", "running"] },
        image: { deletedAt: null, ...visibleImages(ctx) },
      },
      select: SUMMARY_SELECT,
      orderBy: { id: "desc" },
      take: LATELY,
    }),
    isAdministrator(ctx) ? readHistory(name) : null,
  ]);
  return { ...worker, lately: lately.map(toBuildSummary), history };
}

/** What was done with a worker of this name, newest first. */
async function readHistory(name: string): Promise<AuditEvent[]> {
  const events = await db.auditEvent.findMany({
    where: { teamId: null, action: { in: WORKER_ACTIONS }, target: name },
    orderBy: { id: "desc" },
    take: HISTORY,
  });
  return events.map((event) => toAuditEvent({ ...(event as Omit<AuditRow, "team">), team: null }));
}
