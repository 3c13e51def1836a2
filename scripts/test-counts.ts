import { existsSync, readFileSync } from "node:fs";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What Vitest's JSON report says; a file that could not even be loaded counts as a failed test. */
export function countVitest(report: string): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = read(report, {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    success: false,
  });
  return {
    passed: numPassedTests,
    failed: success ? numFailedTests : Math.max(1, numFailedTests),
    skipped: numPendingTests + numTodoTests,
  };
}

/** What Playwright's JSON report says; a test that passed on a second try counts as passed. */
export function countPlaywright(report: string): Counts {
  const { stats, errors } = read(report, {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: "no report" }],
  });
  return {
    passed: stats.expected + stats.flaky,
    failed: errors.length > 0 ? Math.max(1, stats.unexpected) : stats.unexpected,
    skipped: stats.skipped,
  };
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** "12 passed, 0 failed", alone on a line: what continuous integration looks for. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The report, or `missing` where the runner did not get as far as writing one. */
function read<T>(report: string, missing: T): T {
  return existsSync(report) ? (JSON.parse(readFileSync(report, "utf8")) as T) : missing;
}
