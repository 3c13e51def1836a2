import { AppError } from "#lib/errors";

export interface TryLimit {
  most: number;
  seconds: number;
}

const MAX_KEYS = 10_000;

/** In this process' memory: the site is one process, and a restart forgives. */
const tries = new Map<string, { count: number; until: number }>();

/** Counts a try; returns 0, or the seconds until the next is allowed where there were too many. */
export function takeTry(key: string, { most, seconds }: TryLimit, now = Date.now()): number {
  const known = tries.get(key);
  if (!known || known.until <= now) {
    if (tries.size >= MAX_KEYS) prune(now);
    tries.set(key, { count: 1, until: now + seconds * 1000 });
    return 0;
  }
  if (known.count >= most) return Math.ceil((known.until - now) / 1000);
  known.count++;
  return 0;
}

/** The right password was given: what was tried before no longer counts. */
export function forgetTries(key: string): void {
  tries.delete(key);
}

/** As takeTry. @throws rate_limited, saying how long to wait */
export function requireTry(key: string, limit: TryLimit): void {
  const seconds = takeTry(key, limit);
  if (seconds > 0) throw new AppError("rate_limited", `Too many tries. Wait ${seconds} s, then try again.`);
}

/** Ended ones go, and if that is not enough the oldest: a flood of keys must not fill the memory. */
function prune(now: number): void {
  for (const [key, { until }] of tries) if (until <= now) tries.delete(key);
  for (const key of tries.keys()) {
    if (tries.size < MAX_KEYS) break;
    tries.delete(key);
  }
}
