import type { Context } from "#lib/auth/context";
import { isAdministrator } from "#lib/auth/scope";
import { db } from "#lib/db";
import { visibleImages } from "#lib/images/image-access";
import { isAway } from "#lib/workers/is-away";
import type { Worker } from "#lib/workers/schemas";
import { toWorker } from "#lib/workers/worker-dto";
import type { BuildPhase, Prisma } from "#prisma/generated/client";

/** For so long one that is gone is listed; its row stays as long as a build names it. */
const LISTED_DAYS = 7;

/** The workers that there are, and those gone within a week after them; by name. */
export async function listWorkers(ctx: Context): Promise<{ items: Worker[] }> {
  const since = new Date(Date.now() - LISTED_DAYS * 86_400_000);
  const workers = await readWorkers(ctx, { lastSeenAt: { gt: since } });
  return {
    items: workers.sort((one, other) => Number(isAway(one)) - Number(isAway(other))),
  };
}

/** Workers as the actor may see them, by name, with the builds that they run now. */
export async function readWorkers(ctx: Context, where: Prisma.WorkerWhereInput): Promise<Worker[]> {
  const rows = await db.worker.findMany({ where, orderBy: { name: "asc" } });
  const ids = rows.map(({ id }) => id);
  const [clock, running, seen] = await Promise.all([
    db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`,
    db.build.groupBy({
      by: ["workerId", "phase"],
      where: { status: "running", workerId: { in: ids } },
      _count: true,
    }),
    db.build.findMany({
      where: { status: "running", workerId: { in: ids }, image: { deletedAt: null, ...visibleImages(ctx) } },
      select: {
        id: true,
        workerId: true,
        number: true,
        phase: true,
        startedAt: true,
        version: { select: { number: true } },
        image: { select: { name: true, team: { select: { name: true } } } },
      },
      orderBy: { startedAt: "asc" },
    }),
  ]);
  const at = clock[0]?.at ?? new Date();
  const count = (worker: string, isCounted: (phase: BuildPhase | null) => boolean) =>
    running
      .filter(({ workerId, phase }) => workerId === worker && isCounted(phase))
      .reduce((sum, { _count }) => sum + _count, 0);
  return rows.map((row) =>
    toWorker(row, {
      at,
      busy: count(row.id, (phase) => phase !== "pushing" && phase !== "recording"),
      isDone: count(row.id, () => true) === 0,
      builds: seen
        .filter(({ workerId }) => workerId === row.id)
        .map(({ id, number, phase, startedAt, version, image }) => ({
          id,
          team: image.team.name,
          image: image.name,
          tag: `${version.number}.${number}`,
          phase,
          startedAt: startedAt?.toISOString() ?? null,
        })),
      withDetails: isAdministrator(ctx),
    }),
  );
}
