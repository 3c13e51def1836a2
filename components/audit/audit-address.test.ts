import { expect, test } from "vitest";
import { exportAddress, filterFrom } from "#components/audit/audit-address";

test("an address says the filter, and empty parts say nothing", () => {
  const search = new URLSearchParams("team=media&action=&actor=u1&image=media/ffmpeg");
  expect(filterFrom(search)).toEqual({
    team: "media",
    action: undefined,
    actor: "u1",
    image: "media/ffmpeg",
    from: undefined,
    to: undefined,
  });
});

test("days are whole days of the reader's zone, the last one too", () => {
  const { from, to } = filterFrom(new URLSearchParams("from=2026-11-22&to=2026-11-22"));
  expect(new Date(from ?? "")).toEqual(new Date(2026, 10, 22));
  expect(new Date(to ?? "")).toEqual(new Date(2026, 10, 23));
});

test.each(["2026-13-01", "yesterday", "2026-11-22T00:00", ""])("%j is no day", (day) => {
  expect(filterFrom(new URLSearchParams({ from: day, to: day }))).toMatchObject({
    from: undefined,
    to: undefined,
  });
});

test("what is exported is what is filtered", () => {
  const address = exportAddress(
    { team: "a&b", action: undefined, from: "2026-01-01T00:00:00.000Z" },
    "ndjson",
  );
  const url = new URL(address, "http://localhost");
  expect(url.pathname).toBe("/api/v1/audit/export");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    format: "ndjson",
    team: "a&b",
    from: "2026-01-01T00:00:00.000Z",
  });
});
