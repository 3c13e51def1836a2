import { hostname } from "node:os";
import type { Context } from "../context.ts";

const SEEN_SECONDS = 40;

/** For a container's health check: returns 0 when this machine's worker has told lately that it is there. */
export async function workerHealth(_ctx: Context): Promise<number> {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT FROM "Worker" WHERE starts_with(name, $1) AND "lastSeenAt" > now() - make_interval(secs => $2)`,
    [`${hostname()}-`, SEEN_SECONDS],
  );
  await client.end();
  return rowCount ? 0 : 1;
}
