import { expect, test } from "vitest";
import { byteTicks, durationTicks } from "#components/images/nice-ticks";

test.each([
  [300, [0, 100, 200, 300]],
  [19_000, [0, 5000, 10_000, 15_000, 20_000]],
  [72_000, [0, 30_000, 60_000, 90_000]],
  [3_600_000, [0, 900_000, 1_800_000, 2_700_000, 3_600_000]],
])("durations up to %s ms", (max, ticks) => expect(durationTicks(max)).toEqual(ticks));

test.each([
  [329e6, [0, 100e6, 200e6, 300e6, 400e6]],
  [1.24e9, [0, 0.5e9, 1e9, 1.5e9]],
  [1, [0, 1]],
])("sizes up to %s bytes", (max, ticks) => expect(byteTicks(max)).toEqual(ticks));

test("whatever the largest is, it lies under the last line and there are few", () => {
  for (let max = 1; max < 1e13; max *= 1.7) {
    for (const ticks of [durationTicks(max), byteTicks(max)]) {
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  }
});
