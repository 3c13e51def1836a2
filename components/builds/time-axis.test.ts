import { expect, test } from "vitest";
import { timeAxis } from "#components/builds/time-axis";

test("a short wait is drawn as long as it was", () => {
  const axis = timeAxis({ queued: 1000, started: 1100, end: 2000 });
  expect(axis.queue).toBeCloseTo(0.1);
  expect(axis.isQueueShortened).toBe(false);
  expect(axis.at(1100)).toBeCloseTo(0.1);
  expect(axis.at(1550)).toBeCloseTo(0.55);
  expect(axis.at(2000)).toBe(1);
});

test("a long wait leaves room for the steps", () => {
  const axis = timeAxis({ queued: 0, started: 3_600_000, end: 3_610_000 });
  expect(axis.isQueueShortened).toBe(true);
  expect(axis.at(3_600_000)).toBeCloseTo(0.2);
  expect(axis.at(3_605_000)).toBeCloseTo(0.6);
});

test("while it waits the wait is all there is", () => {
  const axis = timeAxis({ queued: 0, started: null, end: 5000 });
  expect(axis.queue).toBe(1);
  expect(axis.at(2500)).toBeCloseTo(0.5);
});

test("clocks that disagree draw nothing outside", () => {
  const axis = timeAxis({ queued: 1000, started: 900, end: 800 });
  for (const time of [0, 900, 1000, 5000]) {
    expect(axis.at(time)).toBeGreaterThanOrEqual(0);
    expect(axis.at(time)).toBeLessThanOrEqual(1);
  }
});
