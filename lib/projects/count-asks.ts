import { forLog } from "#lib/database-away";
import { db } from "#lib/db";

/** Asked a thousand times a second, a row cannot be written each time: counts wait this long in memory. */
const FLUSH_MS = 2000;

const waiting = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Notes that a use was asked for. A process that is killed loses what it counted in the last two seconds. */
export function countAsk(useId: string): void {
  waiting.set(useId, (waiting.get(useId) ?? 0) + 1);
  timer ??= setTimeout(() => {
    timer = undefined;
    flushAsks().catch((error) =>
      console.error("could not count who asked for images, will try again:", forLog(error)),
    );
  }, FLUSH_MS);
  timer.unref();
}

/** Writes what was counted: when each use was last asked for, and how often on this day (UTC). */
export async function flushAsks(): Promise<void> {
  const counted = [...waiting];
  waiting.clear();
  if (counted.length === 0) return;
  const ids = counted.map(([id]) => id);
  const counts = counted.map(([, count]) => count);
  try {
    // A use that was removed meanwhile is passed over. In the order of ids, so that processes do not wait crosswise.
    await db.$executeRaw`
      WITH asked AS (
        SELECT id, count FROM unnest(${ids}::uuid[], ${counts}::int[]) AS asked (id, count)
      ), used AS (
        UPDATE "ProjectUse" use SET "lastAskedAt" = now() FROM asked WHERE use.id = asked.id RETURNING use.id
      )
      INSERT INTO "ProjectUseDay" AS known ("useId", day, count)
      SELECT id, (now() AT TIME ZONE 'UTC')::date, count FROM asked WHERE id IN (SELECT id FROM used) ORDER BY id
      ON CONFLICT ("useId", day) DO UPDATE SET count = known.count + excluded.count`;
  } catch (error) {
    for (const [id, count] of counted) waiting.set(id, (waiting.get(id) ?? 0) + count);
    throw error;
  }
}
