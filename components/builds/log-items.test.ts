import { expect, test } from "vitest";
import type { DisplayAttempt } from "#components/builds/display-steps";
import { LogItems } from "#components/builds/log-items";
import { LogStore } from "#components/builds/log-store";

const attempts = (...all: number[][]) =>
  all.map((steps, index) => ({
    attempt: index + 1,
    steps: steps.map((step) => ({ index: step })),
  })) as unknown as DisplayAttempt[];
const open = { isStepFolded: () => false, isAttemptFolded: () => false };

function store(counts: Record<number, number>): LogStore {
  const log = new LogStore(async () => ({ items: [] }));
  for (const [step, count] of Object.entries(counts)) log.setLineCount(Number(step), count);
  return log;
}

const keys = (items: LogItems) => Array.from({ length: items.length }, (_, index) => items.at(index)?.key);

test("headings and blocks in order, with or without lines", () => {
  const items = new LogItems(attempts([0, 2, 1]), store({ 0: 120, 1: 50 }), open);
  expect(keys(items)).toEqual(["step 0", "0:0", "0:1", "0:2", "step 2", "step 1", "1:0"]);
  expect(items.at(7)).toBeUndefined();
  expect(items.at(-1)).toBeUndefined();
});

test("attempts have headings only where there are several, and fold with what is in them", () => {
  const folded = { ...open, isAttemptFolded: (attempt: number) => attempt === 1 };
  const items = new LogItems(attempts([0], [1]), store({ 0: 10, 1: 10 }), folded);
  expect(keys(items)).toEqual(["attempt 1", "attempt 2", "step 1", "1:0"]);
  expect(items.indexOf(0, null)).toBe(-1);
  expect(items.lastOf(0)).toBe(-1);
});

test("places are found again", () => {
  const log = store({ 0: 1_000_000, 1: 3 });
  const items = new LogItems(attempts([0, 1]), log, open);
  expect(items.length).toBe(20_003);
  expect(items.indexOf(0, 12_345)).toBe(12_346);
  expect(items.at(12_346)).toEqual({ key: "0:12345", kind: "block", step: 0, index: 12_345 });
  expect(items.indexOf(1, null)).toBe(20_001);
  expect(items.lastOf(0)).toBe(20_000);
  expect(items.indexOf(1, 1)).toBe(-1);
});

test("a folded step keeps its heading alone; the signature tells the difference", () => {
  const log = store({ 0: 60 });
  const unfolded = new LogItems(attempts([0]), log, open);
  const folded = new LogItems(attempts([0]), log, { ...open, isStepFolded: () => true });
  expect(keys(folded)).toEqual(["step 0"]);
  expect(folded.signature).not.toBe(unfolded.signature);
  expect(new LogItems(attempts([0]), log, open).signature).toBe(unfolded.signature);
});
