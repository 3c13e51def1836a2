import { expect, test } from "vitest";
import type { OutputLine } from "#worker/docker/line-splitter";
import { LogBudget } from "#worker/jobs/log-budget";

const line = (text: string): OutputLine => ({
  text,
  at: new Date(),
  stderr: false,
  continued: false,
  overwritten: false,
});
const texts = (lines: OutputLine[]) => lines.map(({ text }) => text);

test("a log below its limit is kept whole, and nothing is said", () => {
  const budget = new LogBudget(12);
  const lines = ["abc", "äö", "x"].map(line);
  expect(budget.take(1, lines)).toEqual({ kept: lines, notes: [] });
  expect(budget.end(1)).toBeNull();
});

test("beyond it lines are dropped, in order, which each step says once, and how much in the end", () => {
  const budget = new LogBudget(10);
  const first = budget.take(1, ["12345", "1234567", "1"].map(line));
  expect(texts(first.kept)).toEqual(["12345"]);
  expect(first.notes).toEqual([expect.stringMatching(/^\[log limit of 10 B reached: .* is not kept/)]);
  expect(budget.take(1, [line("more")])).toEqual({ kept: [], notes: [] });
  expect(budget.take(2, [line("other")]).notes).toHaveLength(1);
  expect(budget.end(1)).toBe("[3 lines not kept, 15 B]");
  expect(budget.end(2)).toBe("[1 line not kept, 6 B]");
  expect(budget.end(3)).toBeNull();
});

test("of the engine's own clip it says whose it is and how to lift it", () => {
  const budget = new LogBudget(10_000);
  for (const what of ["limit 2MiB", "limit 200KiB/s", "speed 200KiB/s"]) {
    const { kept, notes } = budget.take(1, [line(`[output clipped, log ${what} reached]`)]);
    expect(kept).toHaveLength(1);
    expect(notes).toEqual([expect.stringContaining("BUILDKIT_STEP_LOG_MAX_SIZE=2147483647")]);
  }
});
