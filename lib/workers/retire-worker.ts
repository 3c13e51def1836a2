import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { notifyChange } from "#lib/live/notify";
import { type AnnouncedWorker, lockOf } from "#lib/workers/announce-worker";

/** Tells that a worker stops, and forgets those gone for a week that no build names. */
export async function retireWorker({ id, name, session }: AnnouncedWorker): Promise<void> {
  await db.$executeRaw`
    UPDATE "Worker" SET "stoppedAt" = now() WHERE id = ${id}::uuid AND session = ${session}::uuid`;
  await notifyChange(db, { kind: "workers" }, { kind: "queue" });
  await listener().letGo(lockOf(name));
  await db.$executeRaw`
    DELETE FROM "Worker" worker WHERE "lastSeenAt" < now() - interval '7 days'
      AND NOT EXISTS (SELECT FROM "Build" build WHERE build."workerId" = worker.id)`;
}
