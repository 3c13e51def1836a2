import { hostname } from "node:os";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";

const SEEN_SECONDS = 40;
const TIMEOUT_MS = 5000;

/**
 * For a container's health check: returns 0 when the worker of this host, which a container is, has told lately that it
 * is there. Also while nobody can be asked: ending a worker brings no database back, and what it builds would be lost.
 */
export async function workerHealth(ctx: Context): Promise<number> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new SetupError("DATABASE_URL is missing: whom does the worker tell?");
  const { Client } = (await import("pg")).default;
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT FROM "Worker"
       WHERE host = $1 AND "stoppedAt" IS NULL AND "lastSeenAt" > now() - make_interval(secs => $2)`,
      [hostname(), SEEN_SECONDS],
    );
    if (!rowCount)
      ctx.printer.line(`No worker of ${hostname()} was seen in the last ${SEEN_SECONDS} seconds.`);
    return rowCount ? 0 : 1;
  } catch (error) {
    ctx.printer.line(`The database does not say: ${error instanceof Error ? error.message : error}.`);
    return 0;
  } finally {
    await client.end().catch(() => {});
  }
}
