import { now } from "#lib/clock";

/** What two clocks on a network may differ by without anyone being wrong. */
const TOLERATED_MS = 1000;

/**
 * Brings an engine's times of one build to ours. Its clock may be wrong, and may be set while it builds: how far it is
 * off is taken from the first time it names, which it sends at once, and no time comes to lie in the future.
 */
export function engineTime(): (at: Date) => Date {
  let offset: number | undefined;
  return (at) => {
    const ours = now().getTime();
    offset ??= Math.abs(ours - at.getTime()) > TOLERATED_MS ? ours - at.getTime() : 0;
    return new Date(Math.min(ours, at.getTime() + offset));
  };
}
