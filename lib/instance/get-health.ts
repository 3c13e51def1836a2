import type { z } from "zod";
import type { healthSchema } from "#lib/api/contract/health";
import { setupRequired } from "#lib/auth/setup-required";
import { db } from "#lib/db";
import { probeDatabase } from "#lib/instance/probe-database";

const WORKER_SEEN_MS = 30_000;

/** Whether the database answers and has room, workers report, and how much there is to do. Never throws. */
export async function getHealth(): Promise<z.infer<typeof healthSchema>> {
  try {
    const [database, workers, counts, setup] = await Promise.all([
      probeDatabase(),
      db.worker.count({ where: { lastSeenAt: { gt: new Date(Date.now() - WORKER_SEEN_MS) } } }),
      db.build.groupBy({ by: ["status"], where: { status: { in: ["queued", "running"] } }, _count: true }),
      setupRequired(),
    ]);
    const count = (status: string) => counts.find((row) => row.status === status)?._count ?? 0;
    return {
      status: workers > 0 && database === "ok" ? "ok" : "degraded",
      database,
      workers,
      queued: count("queued"),
      running: count("running"),
      setupRequired: setup,
    };
  } catch {
    return {
      status: "degraded",
      database: "unreachable",
      workers: 0,
      queued: 0,
      running: 0,
      setupRequired: false,
    };
  }
}
