import { resolve } from "node:path";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { registryAddress } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { getHealth } from "#lib/instance/get-health";
import { nameProblems } from "#lib/instance/name-problems";
import { readDisks } from "#lib/instance/read-room";
import type { HealthDetails } from "#lib/instance/schemas";
import { IS_THERE } from "#lib/workers/is-there";

/** How the whole instance is, for administrators: what it can still do, and what will be short. */
export async function getHealthDetails(ctx: Context): Promise<HealthDetails> {
  requireAdministrator(ctx);
  const [health, facts, disks] = await Promise.all([getHealth(), readFacts(), readDisks()]);
  const details = {
    database: {
      condition: health.database,
      ...facts.database,
      disk: disks.database,
    },
    dataFolder: disks.files && { path: resolve(env().BAKEHOUSE_DATA_DIR), ...disks.files },
    workers: facts.workers,
    registry: { address: registryAddress(), ...facts.registry },
    queue: facts.queue,
  };
  return { problems: [...health.problems, ...nameProblems(details)], ...details };
}

interface Row {
  version: string;
  size: bigint;
  connections: number;
  maxConnections: number;
  taking: number;
  paused: number;
  troubled: number;
  queued: number;
  running: number;
  oldest: Date | null;
  lastPush: Date | null;
  pushProblem: string | null;
}

/** One question for all that the database knows. Of what the registry did, the newest hundred builds that ended tell. */
async function readFacts() {
  const [row] = await db.$queryRaw<Row[]>`
    WITH seen AS (
      SELECT state, problem FROM "Worker" worker WHERE ${IS_THERE}),
    good AS (
      SELECT max("pushFinishedAt") AS at FROM (
        SELECT "pushFinishedAt" FROM "Build" WHERE status = 'succeeded' ORDER BY id DESC LIMIT 100) newest),
    bad AS (
      SELECT "finishedAt" AS at, error->>'message' AS message FROM (
        SELECT "finishedAt", error FROM "Build" WHERE status = 'failed' ORDER BY id DESC LIMIT 100) newest
      WHERE error->>'code' LIKE 'registry-%' ORDER BY "finishedAt" DESC LIMIT 1)
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size,
      (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
      current_setting('max_connections')::int AS "maxConnections",
      (SELECT count(*)::int FROM seen WHERE state = 'active' AND problem IS NULL) AS taking,
      (SELECT count(*)::int FROM seen WHERE state <> 'active') AS paused,
      (SELECT count(*)::int FROM seen WHERE state = 'active' AND problem IS NOT NULL) AS troubled,
      (SELECT count(*)::int FROM "Build" WHERE status = 'queued') AS queued,
      (SELECT count(*)::int FROM "Build" WHERE status = 'running') AS running,
      (SELECT min("queuedAt") FROM "Build" WHERE status = 'queued') AS oldest,
      good.at AS "lastPush",
      (SELECT message FROM bad WHERE good.at IS NULL OR bad.at > good.at) AS "pushProblem"
    FROM good`;
  if (!row) throw new Error("the database answered nothing");
  const { version, size, connections, maxConnections, taking, paused, troubled, queued, running } = row;
  return {
    database: { version, sizeBytes: Number(size), connections, maxConnections },
    workers: { taking, paused, troubled },
    registry: { lastPushAt: row.lastPush?.toISOString() ?? null, problem: row.pushProblem },
    queue: { queued, running, oldestQueuedAt: row.oldest?.toISOString() ?? null },
  };
}
