import { isDatabaseFull } from "#lib/database-away";
import { db } from "#lib/db";

export type DatabaseCondition = "ok" | "full" | "unreachable";

const KEPT_MS = 2000;
let last: { at: number; probing: Promise<DatabaseCondition> } | undefined;

/**
 * Whether the database answers and has room: it is made to sort two megabytes with less memory than that, which it
 * does in a file beside its tables, and keeps nothing of it. Asked once in two seconds, however many want to know.
 */
export function probeDatabase(): Promise<DatabaseCondition> {
  if (!last || Date.now() - last.at > KEPT_MS) last = { at: Date.now(), probing: probe() };
  return last.probing;
}

async function probe(): Promise<DatabaseCondition> {
  try {
    await db.$transaction([
      db.$executeRaw`SET LOCAL work_mem = '64kB'`,
      db.$queryRaw`
        SELECT count(*)::int FROM (
          SELECT repeat('x', 1000) || n AS text FROM generate_series(1, 2000) n ORDER BY 1 OFFSET 0) sorted`,
    ]);
    return "ok";
  } catch (error) {
    return isDatabaseFull(error) ? "full" : "unreachable";
  }
}
