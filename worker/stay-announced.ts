import { type AnnouncedWorker, announceWorker, type WorkerIntroduction } from "#lib/workers/announce-worker";
import { keepWorkerSeen, type WorkerCondition, type WorkerOrders } from "#lib/workers/keep-worker-seen";
import { retireWorker } from "#lib/workers/retire-worker";
import { newestKnownMigration } from "#worker/describe-host";

export interface Presence {
  /** As the catalogue knows this process. */
  readonly worker: AnnouncedWorker;
  /** What the catalogue said last; before that, to take builds. */
  readonly state: WorkerOrders["state"];
  /** Why this release takes no builds, in one sentence; null when it may. */
  readonly problem: string | null;
  /** Tells now how it is, and learns what it is to do. */
  tell: () => Promise<void>;
  retire: () => Promise<void>;
}

const TELL_MS = 10_000;

/**
 * Announces a worker and keeps telling the catalogue that it is there and how it is.
 * @param options.onOrders called when what it is to do has changed since this returned
 */
export async function stayAnnounced(options: {
  name: string;
  introduction: WorkerIntroduction;
  condition: () => WorkerCondition;
  onOrders: () => void;
}): Promise<Presence> {
  const { name, introduction, condition, onOrders } = options;
  const known = newestKnownMigration();
  let worker = await announceAloud(name, introduction);
  let orders: WorkerOrders = { state: "active", newestMigration: null };
  let telling: Promise<void> | undefined;

  const problem = () =>
    (orders.newestMigration ?? "") > known
      ? `The database belongs to a newer release (${orders.newestMigration}); this one, ${introduction.release}, takes no builds until it is upgraded.`
      : null;

  async function tellOnce(): Promise<void> {
    const before = { state: orders.state, problem: problem() };
    const { problem: its, ...rest } = condition();
    const heard = await keepWorkerSeen(worker, { problem: its ?? before.problem, ...rest });
    if (!heard) {
      console.warn(`worker ${worker.name}: another process has this name now`);
      worker = await announceAloud(name, introduction);
      again = true;
      return;
    }
    orders = heard;
    const turned = problem() !== before.problem;
    if (turned) console.warn(problem() ?? "The database is one of this release again.");
    // Its own row does not say so yet.
    if (turned) again = true;
    if (isHeard && (turned || orders.state !== before.state)) onOrders();
  }
  /** Whether it knows what it is to do: what it finds when it starts has not changed. */
  let isHeard = false;
  let again = false;
  const tell = () => {
    // What was told to it after it asked it has not heard.
    if (telling) again = true;
    telling ??= (async () => {
      do {
        again = false;
        await tellOnce().catch((error) => console.error("could not tell that this worker is there:", error));
      } while (again);
    })().finally(() => {
      telling = undefined;
    });
    return telling;
  };
  await tell();
  isHeard = true;
  const timer = setInterval(tell, TELL_MS);
  return {
    get worker() {
      return worker;
    },
    get state() {
      return orders.state;
    },
    get problem() {
      return problem();
    },
    tell,
    retire: async () => {
      clearInterval(timer);
      await telling;
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
