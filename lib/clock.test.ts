import { afterEach, expect, test, vi } from "vitest";
import { now, syncClock } from "#lib/clock";

afterEach(() => vi.useRealTimers());

test("a clock that is wrong, and one that is set meanwhile, change nothing of what is recorded", async () => {
  const right = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: right + 3_600_000 });
  const ahead = await syncClock();
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(1000);
  expect(Math.abs(now().getTime() - right)).toBeLessThan(2000);
  vi.setSystemTime(right - 86_400_000);
  expect(Math.abs(now().getTime() - right)).toBeLessThan(2000);
});
