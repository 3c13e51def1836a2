import { expect, test } from "vitest";
import { formatLogTime } from "#components/builds/format-log-time";

test.each([
  [-5, "0.00 s"],
  [430, "0.43 s"],
  [12_049, "12.04 s"],
  [59_999, "59.99 s"],
  [62_400, "1:02.40"],
  [3_602_000, "1:00:02"],
])("%s ms is %s", (ms, text) => expect(formatLogTime(ms)).toBe(text));
