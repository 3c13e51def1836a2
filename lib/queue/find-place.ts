import { foresee } from "#lib/queue/foresee";
import type { QueueState, QueueWorker, WaitingBuild } from "#lib/queue/read-queue";
import { sayWhy } from "#lib/queue/say-why";
import type { QueueEntry } from "#lib/queue/schemas";

/** Whether a worker has what a build needs. */
export function suits(worker: QueueWorker, build: Pick<WaitingBuild, "platform" | "workerLabels">): boolean {
  return (
    (build.platform === null || build.platform === worker.platform) &&
    build.workerLabels.every((label) => worker.labels.includes(label))
  );
}

export const takesBuilds = (worker: QueueWorker) => worker.state === "active" && worker.problem === null;

/**
 * Where the build at this index of the queue stands among those that the same workers could take, about when its turn
 * comes, and why it has not.
 */
export function findPlace(state: QueueState, index: number): Omit<QueueEntry, "build"> {
  const build = state.waiting[index] as WaitingBuild;
  const suiting = state.workers.filter((worker) => suits(worker, build));
  const takers = suiting.filter(takesBuilds);
  const before =
    takers.length === 0
      ? []
      : state.waiting.slice(0, index).filter((other) => takers.some((worker) => suits(worker, other)));
  const why = sayWhy(state, build, { suiting, takers, ahead: before.length });
  if (takers.length === 0) return { position: null, ahead: null, startsAt: null, why };
  const seconds = foresee(state, takers, before, build);
  return {
    position: before.length + 1,
    ahead: before.length,
    startsAt: seconds === null ? null : new Date(state.at.getTime() + seconds * 1000).toISOString(),
    why,
  };
}
