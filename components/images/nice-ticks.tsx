const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TIME_STEPS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 6, 12, 24].map((hours) => hours * HOUR),
];

/** Round values from 0 to the first that is not less than `max`, at most five of them after 0. */
function ticksBy(step: number, max: number): number[] {
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Where to draw lines across durations up to `max` milliseconds: steps people count time in. */
export function durationTicks(max: number): number[] {
  const step = TIME_STEPS.find((candidate) => max / candidate <= 4) ?? Math.ceil(max / 4 / HOUR) * HOUR;
  return ticksBy(step, max);
}

/** Where to draw lines across sizes up to `max` bytes: steps of 1, 2 or 5 times a power of ten. */
export function byteTicks(max: number): number[] {
  const rough = Math.max(1, max / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? power;
  return ticksBy(step, max);
}
