import { syncClock } from "#lib/clock";
import { db } from "#lib/db";
import type { AnnouncedWorker } from "#lib/workers/announce-worker";
import type { WorkerState } from "#prisma/generated/client";

/** How a worker and its host are, when it last looked. Null for what it cannot know. */
export interface WorkerCondition {
  /** Why it takes no builds, in one sentence. */
  problem: string | null;
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

/**
 * Tells that a worker is there still, by PostgreSQL's clock, and how it is; learns what it is to do. Sets this process'
 * clock right too. Null when another process has its name by now.
 */
export async function keepWorkerSeen(
  worker: AnnouncedWorker,
  condition: WorkerCondition,
): Promise<WorkerOrders | null> {
  const clockOffsetMs = await syncClock();
  const [row] = await db.$queryRaw<WorkerOrders[]>`
    UPDATE "Worker" SET "lastSeenAt" = now(), "clockOffsetMs" = ${clockOffsetMs}::int,
      problem = ${condition.problem}, cpus = ${condition.cpus}::int, load = ${condition.load}::float8,
      "memoryBytes" = ${condition.memoryBytes}::bigint, "memoryFreeBytes" = ${condition.memoryFreeBytes}::bigint,
      "diskBytes" = ${condition.diskBytes}::bigint, "diskFreeBytes" = ${condition.diskFreeBytes}::bigint,
      "cacheBytes" = ${condition.cacheBytes}::bigint, "cacheLimitBytes" = ${condition.cacheLimitBytes}::bigint
    WHERE id = ${worker.id}::uuid AND session = ${worker.session}::uuid
    RETURNING state, (SELECT max(migration_name) FROM "_prisma_migrations" WHERE finished_at IS NOT NULL)
      AS "newestMigration"`;
  return row ?? null;
}
