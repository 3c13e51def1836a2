import { oneAtATime } from "#lib/one-at-a-time";
import { queryPrepared } from "#lib/prepared";
import { BY_PLACE, KEEPS_PLACE, queueOrder } from "#lib/queue/queue-order";
import { IS_THERE } from "#lib/workers/is-there";
import { Prisma } from "#prisma/generated/client";

export interface QueueWorker {
  id: string;
  name: string;
  state: "active" | "paused" | "draining";
  stateReason: string;
  problem: string | null;
  platform: string | null;
  labels: string[];
  concurrency: number;
}

export interface RunningBuild {
  teamId: string;
  imageId: string;
  workerId: string | null;
  /** Whether it keeps a place of that worker; while it is pushed it keeps none. */
  keepsPlace: boolean;
  /** For how long, in seconds. */
  ran: number;
}

export interface WaitingBuild {
  id: string;
  teamId: string;
  imageId: string;
  team: string;
  platform: string | null;
  workerLabels: string[];
  /** How many builds its team runs, and may. */
  running: number;
  limit: number | null;
}

/** The queue at one time: who is there, what runs, and what waits, in order. */
export interface QueueState {
  at: Date;
  workers: QueueWorker[];
  running: RunningBuild[];
  waiting: WaitingBuild[];
  /** Seconds that builds of an image take, by its id, and that those of any other do; null when none was ever good. */
  seconds: Map<string, number>;
  usualSeconds: number | null;
}

const WORKERS = Prisma.sql`
  SELECT id, name, state::text, "stateReason", problem, platform, labels, concurrency FROM "Worker" worker
  WHERE ${IS_THERE} ORDER BY name`;
const RUNNING = `
  SELECT "teamId", "imageId", "workerId", (${KEEPS_PLACE.text}) AS "keepsPlace", extract(epoch FROM now() - "startedAt")::float AS ran
  FROM "Build" WHERE status = 'running'`;
/** Those that have to wait for others of their team come last, though their turn be earlier. */
const WAITING = Prisma.sql`
  SELECT id, "teamId", "imageId", team, platform, "workerLabels", running, "limit" FROM (${queueOrder()}) place
  ORDER BY COALESCE(place.turn > place."limit", false), ${BY_PLACE}`.text;
/** The median of what an image's last five good builds took, which a longer one in between does not move. */
const SECONDS = `
  SELECT "imageId", percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
  FROM unnest($1::uuid[]) image (id) CROSS JOIN LATERAL (
    SELECT "imageId", extract(epoch FROM "finishedAt" - "startedAt")::float AS seconds FROM "Build"
    WHERE "imageId" = image.id AND status = 'succeeded' ORDER BY id DESC LIMIT 5
  ) last GROUP BY 1`;
const USUAL_SECONDS = `
  SELECT now() AS at, (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "finishedAt" - "startedAt")::float)
    FROM (SELECT * FROM "Build" WHERE status = 'succeeded' ORDER BY id DESC LIMIT 100) last
  ) AS seconds`;
/** Of so many images it is asked how long they take; those far behind are taken for usual ones. */
const IMAGES = 300;

/** The queue as it is after it was asked for: when many ask at once, as pages do when it has moved, they share. */
export const readQueue = oneAtATime(read);

async function read(): Promise<QueueState> {
  const [workers, running, waiting, usual] = await Promise.all([
    queryPrepared<QueueWorker>("queue-workers", WORKERS.text, WORKERS.values),
    queryPrepared<RunningBuild>("queue-running", RUNNING, []),
    queryPrepared<WaitingBuild>("queue-waiting", WAITING, []),
    queryPrepared<{ at: Date; seconds: number | null }>("queue-usual", USUAL_SECONDS, []),
  ]);
  const images = new Set([...running, ...waiting.slice(0, IMAGES)].map(({ imageId }) => imageId));
  const seconds = await queryPrepared<{ imageId: string; seconds: number }>("queue-seconds", SECONDS, [
    [...images],
  ]);
  return {
    at: usual[0]?.at ?? new Date(),
    workers,
    running,
    waiting,
    seconds: new Map(seconds.map((row) => [row.imageId, row.seconds])),
    usualSeconds: usual[0]?.seconds ?? null,
  };
}
