const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const PAUSES_MS = [10_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR];

/** How long after it was asked for a delivery is given up. */
export const LIFETIME_MS = 24 * HOUR;

/**
 * How long to wait after a failed attempt, in milliseconds; null when the next one would come too late.
 * @param attempts how many there were, from 1
 * @param ageMs of the delivery
 */
export function nextPauseMs(attempts: number, ageMs: number): number | null {
  const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? 2 * HOUR;
  return ageMs + pause > LIFETIME_MS ? null : pause;
}
