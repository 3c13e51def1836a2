import { expect, test } from "vitest";
import { describeStart } from "#components/queue/starts-at";

test.each([
  [-5, "within a minute"],
  [59, "within a minute"],
  [61, "in about 1 min"],
  [7 * 60 + 40, "in about 8 min"],
  [13 * 60, "in about 15 min"],
  [88 * 60, "in about 90 min"],
  [130 * 60, "in about 2 h"],
])("%s seconds from now is %s", (seconds, words) => {
  const now = Date.parse("2026-11-23T03:00:00Z");
  expect(describeStart(new Date(now + seconds * 1000).toISOString(), now)).toBe(words);
});
