import { db } from "#lib/db";

/** What the database's clock said, and at which moment of our own clock that cannot jump. */
let anchor: { database: number; monotonic: number } | undefined;

/**
 * The time by PostgreSQL's clock as far as this process knows it: workers on several hosts agree on it, and neither a
 * wrong clock nor one that is set while a build runs changes what is recorded. Before `syncClock`, our own.
 */
export function now(): Date {
  if (!anchor) return new Date();
  return new Date(anchor.database + performance.now() - anchor.monotonic);
}

/** Asks PostgreSQL for the time. Returns by how many milliseconds this machine's clock is ahead of it. */
export async function syncClock(): Promise<number> {
  const before = performance.now();
  const [row] = await db.$queryRaw<{ at: number }[]>`
    SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at`;
  const after = performance.now();
  const monotonic = (before + after) / 2;
  const database = row?.at ?? Date.now();
  anchor = { database, monotonic };
  return Math.round(Date.now() - (database + after - monotonic));
}
