/** Where moments of a build lie between its request (0) and its end or now (1). */
export interface TimeAxis {
  /** The fraction for a time in milliseconds since the epoch, kept within 0 and 1. */
  at: (time: number) => number;
  /** The share of the wait for a worker. */
  queue: number;
  /** Whether the wait is drawn shorter than it was, so that the steps can be seen. */
  isQueueShortened: boolean;
}

/** The wait takes at most this share of the axis. */
const MAX_QUEUE = 0.2;

/** @param times in milliseconds since the epoch; `started` null while the build waits for a worker */
export function timeAxis(times: { queued: number; started: number | null; end: number }): TimeAxis {
  const { queued, end } = times;
  const started = Math.max(queued, times.started ?? end);
  const wait = started - queued;
  const work = Math.max(0, end - started);
  const share = wait / Math.max(1, wait + work);
  const isQueueShortened = times.started !== null && share > MAX_QUEUE;
  const queue = isQueueShortened ? MAX_QUEUE : share;
  return {
    queue,
    isQueueShortened,
    at: (time) => {
      if (time <= started) return wait === 0 ? 0 : queue * clamp((time - queued) / wait);
      return queue + (1 - queue) * clamp((time - started) / Math.max(1, work));
    },
  };
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
