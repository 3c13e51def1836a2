import { describe, expect, test, vi } from "vitest";
import { BLOCK_LINES, LogStore } from "#components/builds/log-store";
import type { LogLine } from "#lib/builds/schemas";

const line = (n: number): LogLine => ({ n, text: `line ${n}`, ms: n });
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));

/** A log of `total` lines a step, and what was asked of it. */
function makeStore(total: number) {
  const asked: string[] = [];
  const store = new LogStore(async (step, from, limit) => {
    asked.push(`${step}: ${from}+${limit}`);
    return { items: lines(from, Math.min(total, from + limit - 1)) };
  });
  return { store, asked };
}

describe("what is there", () => {
  test("lines may come twice and in any order", () => {
    const { store } = makeStore(0);
    store.add(0, lines(3, 4));
    store.add(0, lines(1, 4));
    expect(store.lineCount(0)).toBe(4);
    expect(store.rows(0, 0)?.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  test("a block with gaps shows nothing, then all of it", () => {
    const { store } = makeStore(0);
    store.setLineCount(0, 3);
    store.add(0, [line(1), line(3)]);
    expect(store.rows(0, 0)).toBeNull();
    store.add(0, [line(2)]);
    expect(store.rows(0, 0)).toHaveLength(3);
  });

  test("a block that grows goes on showing what it had", () => {
    const { store } = makeStore(0);
    store.add(0, lines(1, 2));
    expect(store.rows(0, 0)).toHaveLength(2);
    store.setLineCount(0, 4);
    store.add(0, [line(4)]);
    expect(store.rows(0, 0)).toHaveLength(2);
    store.add(0, [line(3)]);
    expect(store.rows(0, 0)).toHaveLength(4);
  });
});

describe("what is missing", () => {
  test("is fetched in one go for neighbouring blocks, and once", async () => {
    const { store, asked } = makeStore(1200);
    store.setLineCount(0, 1200);
    for (const block of [0, 1, 2]) store.want(0, block);
    await vi.waitFor(() => expect(store.rows(0, 2)).toHaveLength(BLOCK_LINES));
    store.want(0, 0);
    expect(asked).toEqual(["0: 1+500"]);
  });

  test("tells whoever looks at the block", async () => {
    const { store } = makeStore(10);
    store.setLineCount(0, 10);
    const told = vi.fn();
    const stop = store.subscribe(0, 0, told);
    const before = store.version(0, 0);
    store.want(0, 0);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    expect(store.version(0, 0)).toBeGreaterThan(before);
    stop();
  });

  test("is asked for again after a failure while someone looks", async () => {
    let failures = 1;
    const store = new LogStore(async (_, from, limit) => {
      if (failures-- > 0) throw new TypeError("no connection");
      return { items: lines(from, Math.min(10, from + limit - 1)) };
    });
    store.setLineCount(0, 10);
    const stop = store.subscribe(0, 0, () => {});
    store.want(0, 0);
    await vi.waitFor(() => expect(store.rows(0, 0)).toHaveLength(10), { timeout: 3000 });
    stop();
  });

  test("of what went by while scrolling fast, only the newest wishes are kept", async () => {
    const { store, asked } = makeStore(1_000_000);
    store.setLineCount(0, 1_000_000);
    for (let block = 0; block < 20_000; block += 10) store.want(0, block);
    await vi.waitFor(() => expect(store.rows(0, 19_990)).not.toBeNull());
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(5));
    expect(asked.length).toBeLessThan(20);
  });
});

test("memory stays bounded: what nobody looks at is forgotten, the rest kept", () => {
  const { store } = makeStore(0);
  const long = "x".repeat(16_000);
  const stop = store.subscribe(0, 0, () => {});
  for (let n = 1; n <= 5000; n += BLOCK_LINES) {
    store.add(
      0,
      lines(n, n + BLOCK_LINES - 1).map((each) => ({ ...each, text: long })),
    );
  }
  expect(store.rows(0, 0)).not.toBeNull();
  expect(store.rows(0, 1)).toBeNull();
  expect(store.rows(0, 99)).not.toBeNull();
  stop();
});
