import { expect, test } from "vitest";
import { safeNext } from "#components/auth/safe-next";

test("after signing in one comes to a page of this site", () => {
  expect(safeNext("/images/media/ffmpeg?tab=builds")).toBe("/images/media/ffmpeg?tab=builds");
  expect(safeNext(undefined)).toBe("/");
});

test.each([
  "//evil.test",
  "/\\evil.test",
  "/\t/evil.test",
  "/\n\\evil.test",
  "https://evil.test",
  "evil.test",
])("no address leads to another site: %j", (next) => {
  expect(new URL(safeNext(next), "http://bakehouse.test").host).toBe("bakehouse.test");
});
