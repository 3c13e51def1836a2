import { formatCount } from "#lib/format/format-count";
import type { QueueState, QueueWorker, WaitingBuild } from "#lib/queue/read-queue";
import type { Why } from "#lib/queue/schemas";

const NAMED = 3;

/** Why a build waits: the first thing that has to change. */
export function sayWhy(
  { workers, running }: QueueState,
  build: WaitingBuild,
  { suiting, takers, ahead }: { suiting: QueueWorker[]; takers: QueueWorker[]; ahead: number },
): Why {
  if (workers.length === 0) return { code: "noWorker", text: "No worker is there." };
  if (suiting.length === 0) return { code: "noneSuits", text: sayWhatLacks(workers, build) };
  if (takers.length === 0) return sayWhatKeeps(suiting);
  if (build.limit !== null && build.running >= build.limit) {
    const builds = formatCount(build.running, "build");
    return { code: "teamLimit", text: `${build.team} runs ${builds}, as many as it may at once.` };
  }
  if (ahead > 0) {
    const verb = ahead === 1 ? "is" : "are";
    return { code: "ahead", text: `${formatCount(ahead, "build")} ${verb} ahead of it.` };
  }
  const ids = new Set(takers.map(({ id }) => id));
  const places = takers.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const taken = running.filter(
    ({ workerId, keepsPlace }) => keepsPlace && workerId !== null && ids.has(workerId),
  ).length;
  if (taken < places) return { code: "soon", text: "It begins within seconds." };
  const [only] = takers;
  return {
    code: "busy",
    text:
      takers.length === 1 && only
        ? `${only.name}, which builds it, is busy with ${formatCount(taken, "build")}.`
        : `The ${takers.length} workers that could build it are busy.`,
  };
}

/** What of a build's needs no worker has; or that none has it all. */
function sayWhatLacks(workers: QueueWorker[], { platform, workerLabels }: WaitingBuild): string {
  const missing = workerLabels.filter((label) => !workers.some(({ labels }) => labels.includes(label)));
  const builds =
    platform !== null && !workers.some((worker) => worker.platform === platform)
      ? [`builds for ${platform}`]
      : [];
  const has = missing.length > 0 ? [`has the ${toLabels(missing)}`] : [];
  const lacks = [...builds, ...has];
  if (lacks.length > 0) return `No worker ${lacks.join(", and none ")}.`;
  const needs = [...(platform === null ? [] : [platform]), toLabels(workerLabels)];
  return `No worker has all that it needs at once: ${needs.join(" and the ")}.`;
}

const toLabels = (labels: string[]) => `${labels.length === 1 ? "label" : "labels"} ${labels.join(", ")}`;

/** Why those that could build it take none. */
function sayWhatKeeps(suiting: QueueWorker[]): Why {
  const told = suiting.slice(0, NAMED).map(({ name, state, stateReason, problem }) => {
    if (state === "active") return `${name}: ${problem?.replace(/\.$/, "")}`;
    const reason = stateReason ? ` (${stateReason})` : "";
    return state === "paused" ? `${name} is paused${reason}` : `${name} is being drained${reason}`;
  });
  const more = suiting.length > NAMED ? [`and ${suiting.length - NAMED} more`] : [];
  const isTrouble = suiting.some(({ state }) => state === "active");
  return {
    code: isTrouble ? "trouble" : "paused",
    text: `${suiting.length === 1 ? "The worker that could build it takes" : "The workers that could build it take"} none now: ${[...told, ...more].join("; ")}.`,
  };
}
