import { expect, test } from "vitest";
import { asksByDay } from "#components/projects/asks-by-day";

const NOW = new Date("2026-11-22T00:30:00Z");

test("every day is there, the oldest first, and the use that asks most comes first", () => {
  const { uses, days, total } = asksByDay(
    [
      { day: "2026-11-20", use: "default", count: 2 },
      { day: "2026-11-22", use: "default", count: 1 },
      { day: "2026-11-22", use: "gpu", count: 5 },
    ],
    4,
    NOW,
  );
  expect(uses).toEqual(["gpu", "default"]);
  expect(days).toEqual([
    { day: "2026-11-19", total: 0, counts: [0, 0] },
    { day: "2026-11-20", total: 2, counts: [0, 2] },
    { day: "2026-11-21", total: 0, counts: [0, 0] },
    { day: "2026-11-22", total: 6, counts: [5, 1] },
  ]);
  expect(total).toBe(8);
});

test("nobody asked", () => {
  expect(asksByDay([], 2, NOW)).toEqual({
    uses: [],
    total: 0,
    days: [
      { day: "2026-11-21", total: 0, counts: [] },
      { day: "2026-11-22", total: 0, counts: [] },
    ],
  });
});
