import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { notifyChange, notifyWorkers } from "#lib/live/notify";

/** What a worker says of itself when it starts. */
export interface WorkerIntroduction {
  host: string;
  /** Of Bakehouse. */
  release: string;
  engineId: string;
  engineVersion: string;
  platform: string;
  labels: string[];
  /** How many builds it runs at once. */
  concurrency: number;
}

export interface AnnouncedWorker {
  id: string;
  name: string;
  /** Of this process: what tells it from one that takes the name later. */
  session: string;
}

/**
 * Tells that a worker is there. Its name is its identity: who starts under the name of one that is gone is that worker,
 * paused if it was, and what it was building is taken up at once. While another process has the name, this one is
 * "name-2", and so on: the name is held by a lock of the database's that ends with the process that has it.
 */
export async function announceWorker(
  wanted: string,
  introduction: WorkerIntroduction,
): Promise<AnnouncedWorker> {
  const name = await takeName(wanted);
  return db.$transaction(async (tx) => {
    const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT now()`;
    const session = crypto.randomUUID();
    const state = {
      ...introduction,
      session,
      startedAt: now,
      lastSeenAt: now,
      stoppedAt: null,
      problem: null,
      problemKind: null,
    };
    const { id } = await tx.worker.upsert({
      where: { name },
      create: { name, ...state },
      update: state,
      select: { id: true },
    });
    await tx.$executeRaw`
      UPDATE "Build" SET "leaseUntil" = 'epoch' WHERE "workerId" = ${id}::uuid AND status = 'running'`;
    await notifyWorkers(tx);
    await notifyChange(tx, { kind: "workers" }, { kind: "queue" });
    return { id, name, session };
  });
}

async function takeName(wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (await listener().hold(lockOf(name))) return name;
  }
}

/** What a worker's name is held by. */
export function lockOf(name: string): string {
  return `bakehouse worker ${name}`;
}
