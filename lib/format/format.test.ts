import { describe, expect, test } from "vitest";
import { formatBytes } from "#lib/format/format-bytes";
import { formatCount } from "#lib/format/format-count";
import { formatDuration } from "#lib/format/format-duration";
import { formatExactTime } from "#lib/format/format-exact-time";
import { formatRelativeTime } from "#lib/format/format-relative-time";
import { shortenDigest } from "#lib/format/shorten-digest";

test.each([
  [0, "0 B"],
  [-1, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [48_123_456, "48.1 MB"],
  [99_960_000, "100 MB"],
  [312_400_000, "312 MB"],
  [999_600_000, "1.00 GB"],
  [1_244_000_000, "1.24 GB"],
  [5e15, "5000 TB"],
])("formatBytes(%s) is %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [-5, false, "0 ms"],
  [43, false, "43 ms"],
  [999.6, false, "1.0 s"],
  [3240, false, "3.2 s"],
  [9960, false, "10 s"],
  [59_600, false, "1 m"],
  [72_000, false, "1 m 12 s"],
  [3_840_000, false, "1 h 4 m"],
  [183_600_000, false, "2 d 3 h"],
  [999, true, "0 s"],
  [3999, true, "3 s"],
  [71_999, true, "1 m 11 s"],
])("formatDuration(%s, %s) is %s", (ms, whole, text) => expect(formatDuration(ms, whole)).toBe(text));

describe("formatRelativeTime", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  test.each([
    ["2026-11-22T11:59:01Z", "just now"],
    ["2026-11-22T12:00:30Z", "just now"],
    ["2026-11-22T11:55:00Z", "5 min ago"],
    ["2026-11-22T12:05:00Z", "in 5 min"],
    ["2026-11-22T09:00:00Z", "3 h ago"],
    ["2026-11-18T11:00:00Z", "4 d ago"],
    ["2026-03-12T12:00:00Z", "12 Mar"],
    ["2025-03-12T12:00:00Z", "12 Mar 2025"],
  ])("%s is %s", (time, text) => expect(formatRelativeTime(new Date(time), now)).toBe(text));
});

test("formatExactTime names the zone", () => {
  expect(formatExactTime(new Date("2026-11-22T19:10:12Z"), "UTC")).toBe("22 Nov 2026, 19:10:12 UTC");
});

test("shortenDigest shortens a digest in the middle, wherever it stands", () => {
  const digest = `sha256:1a2b3c4d${"0".repeat(52)}9f0e`;
  expect(shortenDigest(digest)).toBe("sha256:1a2b3c4d…9f0e");
  expect(shortenDigest(`r:5000/a/b@${digest}`)).toBe("r:5000/a/b@sha256:1a2b3c4d…9f0e");
  expect(shortenDigest("codex-base:latest")).toBe("codex-base:latest");
});

test("formatCount", () => {
  expect(formatCount(1, "image")).toBe("1 image");
  expect(formatCount(2340, "image")).toBe("2,340 images");
  expect(formatCount(0, "entry", "entries")).toBe("0 entries");
});
