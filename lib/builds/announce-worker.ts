import { db } from "#lib/db";

/** Tells that a worker is there; returns its id. */
export async function announceWorker(input: {
  name: string;
  engineVersion: string;
  platform: string;
}): Promise<string> {
  const { id } = await db.worker.create({ data: input, select: { id: true } });
  return id;
}

/** Tells that it is still there, by PostgreSQL's clock. */
export async function keepWorkerSeen(id: string): Promise<void> {
  await db.$executeRaw`UPDATE "Worker" SET "lastSeenAt" = now() WHERE id = ${id}::uuid`;
}

/** Tells that it is gone, and forgets workers long gone that no build names. */
export async function retireWorker(id: string): Promise<void> {
  await db.$executeRaw`UPDATE "Worker" SET "lastSeenAt" = 'epoch' WHERE id = ${id}::uuid`;
  await db.$executeRaw`
    DELETE FROM "Worker" worker WHERE "lastSeenAt" < now() - interval '1 day'
      AND NOT EXISTS (SELECT FROM "Build" build WHERE build."workerId" = worker.id)`;
}
