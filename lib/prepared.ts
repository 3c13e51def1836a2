import { Pool, type QueryResultRow } from "pg";

const kept = globalThis as unknown as { bakehousePool?: Pool };

/** Of its own, beside Prisma's. Made on first use: a build of the site has no database. */
function pool(): Pool {
  if (!kept.bakehousePool) {
    kept.bakehousePool = new Pool({
      connectionString: process.env.DATABASE_URL,
      max: 5,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      // Planned once a connection: planning a dozen joins takes PostgreSQL longer than running them.
      options: "-c plan_cache_mode=force_generic_plan",
    });
    // A connection that breaks while nobody uses it is replaced by the next query.
    kept.bakehousePool.on("error", () => {});
  }
  return kept.bakehousePool;
}

/**
 * Runs a prepared statement: for the few questions that are asked a thousand times a second, where Prisma, which
 * has every query planned anew, takes ten times as long.
 * @param name the statement's, one for each text; null where there may be too many texts for PostgreSQL to keep
 */
export async function queryPrepared<Row extends QueryResultRow>(
  name: string | null,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  return (await pool().query<Row>({ name: name ?? undefined, text, values })).rows;
}

/** For tests and for an orderly end. */
export async function closePrepared(): Promise<void> {
  await kept.bakehousePool?.end();
  kept.bakehousePool = undefined;
}
