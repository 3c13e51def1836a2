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

/** An answer that took longer says too little: the first one may have had to connect. */
const QUICK_MS = 50;
const TRIES = 3;

/** Asks PostgreSQL for the time. Returns by how many milliseconds this machine's clock is ahead of it. */
export async function syncClock(): Promise<number> {
  let best = await askTime();
  for (let tried = 1; tried < TRIES && best.tookMs > QUICK_MS; tried++) {
    const next = await askTime();
    if (next.tookMs < best.tookMs) best = next;
  }
  anchor = best;
  return Math.round(Date.now() - now().getTime());
}

async function askTime(): Promise<{ database: number; monotonic: number; tookMs: number }> {
  const before = performance.now();
  const [row] = await db.$queryRaw<{ at: number }[]>`
    SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at`;
  const after = performance.now();
  return { database: row?.at ?? Date.now(), monotonic: (before + after) / 2, tookMs: after - before };
}
