import { forLog } from "#lib/database-away";
import { oneAtATime } from "#lib/one-at-a-time";
import { type AnnouncedWorker, announceWorker, type WorkerIntroduction } from "#lib/workers/announce-worker";
import {
  keepWorkerSeen,
  type WorkerCondition,
  type WorkerOrders,
  type WorkerProblem,
} from "#lib/workers/keep-worker-seen";
import { retireWorker } from "#lib/workers/retire-worker";
import { newestKnownMigration } from "#worker/describe-host";

export interface Presence {
  /** As the catalogue knows this process. */
  readonly worker: AnnouncedWorker;
  /** What the catalogue said last. */
  readonly state: WorkerOrders["state"];
  /** Why this release takes no builds; null when it may. */
  readonly problem: WorkerProblem | null;
  /** Tells how it is, and learns what it is to do, as it is once this was called. */
  tell: () => Promise<void>;
  retire: () => Promise<void>;
}

const TELL_MS = 10_000;

/**
 * Announces a worker and keeps telling the catalogue that it is there and how it is. Resolves once it has heard what it
 * is to do.
 * @param options.onOrders called with that, and again whenever it or what keeps this release from it has changed
 */
export async function stayAnnounced(options: {
  name: string;
  introduction: WorkerIntroduction;
  condition: () => WorkerCondition;
  onOrders: (state: WorkerOrders["state"]) => void;
}): Promise<Presence> {
  const { name, introduction, condition, onOrders } = options;
  const known = newestKnownMigration();
  let worker = await announceAloud(name, introduction);
  let orders: WorkerOrders | undefined;

  function findProblem(): WorkerProblem | null {
    const newest = orders?.newestMigration ?? "";
    if (newest <= known) return null;
    const text = `The database belongs to a newer release (${newest}); this one, ${introduction.release}, takes no builds until it is upgraded.`;
    return { kind: "database", text };
  }

  async function tellOnce(): Promise<void> {
    const [before, said] = [orders, findProblem()];
    const { problem, ...rest } = condition();
    const heard = await keepWorkerSeen(worker, { problem: problem ?? said, ...rest });
    if (!heard) {
      console.warn(`worker ${worker.name}: another process has this name now`);
      worker = await announceAloud(name, introduction);
      return tellOnce();
    }
    orders = heard;
    const found = findProblem();
    const turned = found?.text !== said?.text;
    if (turned) console.warn(found?.text ?? "The database is one of this release again.");
    if (turned || heard.state !== before?.state) onOrders(heard.state);
    // Its own row does not say so yet.
    if (turned) return tellOnce();
  }

  const tellNow = oneAtATime(tellOnce);
  const tell = () =>
    tellNow().catch((error) => console.error("could not tell that this worker is there:", forLog(error)));
  await tell();
  const timer = setInterval(tell, TELL_MS);
  return {
    get worker() {
      return worker;
    },
    get state() {
      return orders?.state ?? "active";
    },
    get problem() {
      return findProblem();
    },
    tell,
    retire: async () => {
      clearInterval(timer);
      await tell();
      await retireWorker(worker);
    },
  };
}

async function announceAloud(name: string, introduction: WorkerIntroduction): Promise<AnnouncedWorker> {
  const worker = await announceWorker(name, introduction);
  if (worker.name !== name) {
    console.warn(`Another worker is called ${name} already: this one is ${worker.name}.`);
  }
  return worker;
}
