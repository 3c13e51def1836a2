import { isAway } from "#lib/workers/is-away";
import { SILENT_SECONDS } from "#lib/workers/is-there";
import type { Worker } from "#lib/workers/schemas";
import type { Worker as WorkerRow } from "#prisma/generated/client";

export interface RowContext {
  /** The database's time. */
  at: Date;
  /** How many of its places are taken. */
  busy: number;
  /** It runs no build at all, and pushes none. */
  isDone: boolean;
  builds: Worker["builds"];
  withDetails: boolean;
}

/** A row as the API shows it. */
export function toWorker(row: WorkerRow, { at, busy, isDone, builds, withDetails }: RowContext): Worker {
  const condition = conditionOf(row, at, isDone);
  return {
    name: row.name,
    state: row.state,
    condition,
    trouble: isAway({ condition }) ? null : row.problemKind,
    stateReason: row.stateReason,
    stateChangedAt: row.stateChangedAt?.toISOString() ?? null,
    stateChangedBy: row.stateChangedByName,
    platform: row.platform,
    labels: row.labels,
    engineVersion: row.engineVersion,
    concurrency: row.concurrency,
    busy,
    builds,
    startedAt: row.startedAt.toISOString(),
    lastSeenAt: (row.stoppedAt ?? row.lastSeenAt).toISOString(),
    details: withDetails ? toDetails(row) : null,
  };
}

function conditionOf(row: WorkerRow, at: Date, isDone: boolean): Worker["condition"] {
  if (row.stoppedAt) return "stopped";
  if (at.getTime() - row.lastSeenAt.getTime() > SILENT_SECONDS * 1000) return "gone";
  if (row.state === "draining") return isDone ? "drained" : "draining";
  if (row.state === "paused") return "paused";
  return row.problem === null ? "taking" : "trouble";
}

function toDetails(row: WorkerRow): NonNullable<Worker["details"]> {
  const number = (value: bigint | null) => (value === null ? null : Number(value));
  return {
    host: row.host,
    release: row.release,
    engineId: row.engineId,
    problem: row.problem,
    clockOffsetMs: row.clockOffsetMs,
    cpus: row.cpus,
    load: row.load,
    memoryBytes: number(row.memoryBytes),
    memoryFreeBytes: number(row.memoryFreeBytes),
    diskBytes: number(row.diskBytes),
    diskFreeBytes: number(row.diskFreeBytes),
    cacheBytes: number(row.cacheBytes),
    cacheLimitBytes: number(row.cacheLimitBytes),
  };
}
