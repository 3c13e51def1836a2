import { syncClock } from "#lib/clock";
import { db } from "#lib/db";
import { notifyChange, notifyWorkers } from "#lib/live/notify";
import type { AnnouncedWorker } from "#lib/workers/announce-worker";
import { SILENT_SECONDS } from "#lib/workers/is-there";
import type { WorkerProblemKind, WorkerState } from "#prisma/generated/client";

/** Why a worker takes no builds though it is to, as one sentence. */
export interface WorkerProblem {
  kind: WorkerProblemKind;
  text: string;
}

/** How a worker and its host are, when it last looked. Null for what it cannot know. */
export interface WorkerCondition {
  /** Why it takes no builds. */
  problem: WorkerProblem | null;
  cpus: number;
  load: number;
  memoryBytes: number;
  memoryFreeBytes: number;
  diskBytes: number | null;
  diskFreeBytes: number | null;
  cacheBytes: number | null;
  cacheLimitBytes: number | null;
}

/** What the catalogue says to a worker. */
export interface WorkerOrders {
  state: WorkerState;
  /** The name of the newest migration that the database has had. */
  newestMigration: string | null;
}

interface Told extends WorkerOrders {
  /** Whether it has another problem than before, or none any more. */
  turned: boolean;
  /** Whether it is the first that tells in this time: pages look at all of them then. */
  first: boolean;
  /** Whether another has gone silent just now, which says so of itself to nobody. */
  missing: boolean;
}

/** However many workers tell how they are, pages are told no more often than this to look. */
const TOLD_SECONDS = 5;

/**
 * Tells that a worker is there still, by PostgreSQL's clock, and how it is; learns what it is to do. Sets this process'
 * clock right too. Null when another process has its name by now.
 */
export async function keepWorkerSeen(
  worker: AnnouncedWorker,
  condition: WorkerCondition,
): Promise<WorkerOrders | null> {
  const clockOffsetMs = await syncClock();
  const [row] = await db.$queryRaw<Told[]>`
    UPDATE "Worker" worker SET "lastSeenAt" = now(), "clockOffsetMs" = ${clockOffsetMs}::int,
      problem = ${condition.problem?.text ?? null},
      "problemKind" = ${condition.problem?.kind ?? null}::"WorkerProblemKind", cpus = ${condition.cpus}::int, load = ${condition.load}::float8,
      "memoryBytes" = ${condition.memoryBytes}::bigint, "memoryFreeBytes" = ${condition.memoryFreeBytes}::bigint,
      "diskBytes" = ${condition.diskBytes}::bigint, "diskFreeBytes" = ${condition.diskFreeBytes}::bigint,
      "cacheBytes" = ${condition.cacheBytes}::bigint, "cacheLimitBytes" = ${condition.cacheLimitBytes}::bigint
    FROM (SELECT id, problem FROM "Worker" WHERE id = ${worker.id}::uuid) before
    WHERE worker.id = before.id AND session = ${worker.session}::uuid
    RETURNING state, before.problem IS DISTINCT FROM worker.problem AS turned,
      NOT EXISTS (SELECT FROM "Worker" other WHERE other.id <> worker.id AND other."stoppedAt" IS NULL
        AND other."lastSeenAt" >= date_bin(make_interval(secs => ${TOLD_SECONDS}), now(), 'epoch')) AS first,
      EXISTS (SELECT FROM "Worker" other WHERE other."stoppedAt" IS NULL
        AND other."lastSeenAt" BETWEEN now() - make_interval(secs => ${1.5 * SILENT_SECONDS})
          AND now() - make_interval(secs => ${SILENT_SECONDS})) AS missing,
      (SELECT max(migration_name) FROM "_prisma_migrations" WHERE finished_at IS NOT NULL)
      AS "newestMigration"`;
  if (!row) return null;
  const { turned, first, missing, ...orders } = row;
  if (turned) await notifyWorkers(db);
  if (turned || missing) await notifyChange(db, { kind: "workers" }, { kind: "queue" });
  else if (first) await notifyChange(db, { kind: "workers" });
  return orders;
}
