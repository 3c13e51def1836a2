import type { z } from "zod";
import type { healthSchema } from "#lib/api/contract/health";
import { setupRequired } from "#lib/auth/setup-required";
import { DATABASE_FULL } from "#lib/database-away";
import { db } from "#lib/db";
import { probeDatabase } from "#lib/instance/probe-database";
import { findLittleRoom, readDisks } from "#lib/instance/read-room";
import { IS_THERE } from "#lib/workers/is-there";

type Health = z.infer<typeof healthSchema>;

/** Whether the database answers and has room, workers report and take builds, and how much there is to do. Never throws. */
export async function getHealth(): Promise<Health> {
  try {
    const [database, workers, counts, setup, disks] = await Promise.all([
      probeDatabase(),
      countWorkers(),
      db.build.groupBy({ by: ["status"], where: { status: { in: ["queued", "running"] } }, _count: true }),
      setupRequired(),
      readDisks(),
    ]);
    const count = (status: string) => counts.find((row) => row.status === status)?._count ?? 0;
    return {
      status: workers.there > 0 && database === "ok" ? "ok" : "degraded",
      database,
      workers: workers.there,
      queued: count("queued"),
      running: count("running"),
      setupRequired: setup,
      problems: [
        ...(database === "full" ? [{ code: "database" as const, text: DATABASE_FULL }] : []),
        ...workersProblem(workers),
        ...findLittleRoom(disks).map((text) => ({ code: "littleRoom" as const, text })),
      ],
    };
  } catch {
    return {
      status: "degraded",
      database: "unreachable",
      workers: 0,
      queued: 0,
      running: 0,
      setupRequired: false,
      problems: [{ code: "database", text: "The database does not answer." }],
    };
  }
}

/** How many have reported within 30 s by the database's clock, and how many of these take builds. */
async function countWorkers(): Promise<{ there: number; taking: number }> {
  const [row] = await db.$queryRaw<{ there: number; taking: number }[]>`
    SELECT count(*)::int AS there,
      (count(*) FILTER (WHERE state = 'active' AND problem IS NULL))::int AS taking
    FROM "Worker" worker WHERE ${IS_THERE}`;
  return row ?? { there: 0, taking: 0 };
}

function workersProblem({ there, taking }: { there: number; taking: number }): Health["problems"] {
  if (there === 0) return [{ code: "noWorker", text: "No worker is there: builds wait until one is." }];
  if (taking > 0) return [];
  const text =
    there === 1
      ? "The only worker takes no builds: they wait."
      : `None of the ${there} workers takes builds: they wait.`;
  return [{ code: "noneTakes", text }];
}
