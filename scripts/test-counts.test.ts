import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addCounts, countPlaywright, countVitest, formatCounts } from "./test-counts.ts";

const folder = mkdtempSync(join(tmpdir(), "bakehouse-counts-"));
function report(content: object): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("both runners' reports add up to one line", () => {
  const vitest = countVitest(
    report({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, success: false }),
  );
  const playwright = countPlaywright(
    report({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] }),
  );
  expect(formatCounts(addCounts(vitest, playwright))).toBe("10 passed, 2 failed, 2 skipped");
});

test("a test file that cannot be loaded is a failure, though no test of it failed", () => {
  const counts = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  expect(countVitest(report({ ...counts, success: false })).failed).toBe(1);
  expect(countVitest(report({ ...counts, success: true })).failed).toBe(0);
});

test("a runner that wrote no report has failed", () => {
  expect(countVitest(join(folder, "none.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright(join(folder, "none.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
