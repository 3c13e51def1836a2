import { afterEach, expect, test, vi } from "vitest";
import { now, syncClock } from "#lib/clock";

const realNow = Date.now;

afterEach(() => vi.restoreAllMocks());

test("a clock that is wrong, and one that is set meanwhile, change nothing of what is recorded", async () => {
  const clock = vi.spyOn(Date, "now").mockImplementation(() => realNow() + 3_600_000);
  const ahead = await syncClock();
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(1000);
  expect(Math.abs(now().getTime() - realNow())).toBeLessThan(1000);
  clock.mockImplementation(() => realNow() - 86_400_000);
  expect(Math.abs(now().getTime() - realNow())).toBeLessThan(1000);
});
