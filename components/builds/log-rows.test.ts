import { describe, expect, test } from "vitest";
import { toRows } from "#components/builds/log-rows";
import type { LogLine } from "#lib/builds/schemas";

const line = (n: number, text: string, flags: Partial<LogLine> = {}): LogLine => ({
  n,
  text,
  ms: n,
  ...flags,
});
const shown = (lines: LogLine[], around: Parameters<typeof toRows>[1] = { isLast: true }) =>
  toRows(lines, around).map(({ n, text }) => `${n} ${text}`);

describe("overwritten lines", () => {
  test("are hidden behind their successor", () => {
    const lines = [
      line(1, "10 %", { overwritten: true }),
      line(2, "50 %", { overwritten: true }),
      line(3, "100 %"),
      line(4, "done"),
    ];
    expect(shown(lines)).toEqual(["3 100 %", "4 done"]);
  });

  test("stand while nothing has taken their place", () => {
    const lines = [line(1, "10 %", { overwritten: true }), line(2, "50 %", { overwritten: true })];
    expect(shown(lines)).toEqual(["2 50 %"]);
    expect(shown(lines, { isLast: false })).toEqual([]);
  });

  test("of one stream are not replaced by the other's", () => {
    const lines = [
      line(1, "warning", { stderr: true }),
      line(2, "10 %", { overwritten: true }),
      line(3, "warning 2", { stderr: true }),
    ];
    expect(shown(lines)).toEqual(["1 warning", "2 10 %", "3 warning 2"]);
  });

  test("are hidden with the pieces they consist of", () => {
    const lines = [
      line(1, "Downloading ", { continued: true }),
      line(2, "10 %", { overwritten: true }),
      line(3, "Downloaded"),
    ];
    expect(shown(lines)).toEqual(["3 Downloaded"]);
  });
});

describe("pieces", () => {
  test("become one row, also when the other stream comes between", () => {
    const lines = [
      line(1, "Reading lists...", { continued: true }),
      line(2, "W: odd", { stderr: true }),
      line(3, " Done"),
      line(4, "next"),
    ];
    expect(toRows(lines, { isLast: true })).toEqual([
      { n: 1, lastN: 3, text: "Reading lists... Done", ms: 1, stderr: false, joined: false },
      { n: 2, lastN: 2, text: "W: odd", ms: 2, stderr: true, joined: false },
      { n: 4, lastN: 4, text: "next", ms: 4, stderr: false, joined: false },
    ]);
  });

  test("of a very long line stay rows of their own, marked as going on", () => {
    const long = "x".repeat(16 * 1024);
    const rows = toRows([line(1, long, { continued: true }), line(2, long)], { isLast: true });
    expect(rows.map(({ n, joined }) => ({ n, joined }))).toEqual([
      { n: 1, joined: false },
      { n: 2, joined: true },
    ]);
  });

  test("go on from the block before", () => {
    const before = line(50, "begun", { continued: true });
    expect(toRows([line(51, "ended")], { before, isLast: true })[0]?.joined).toBe(true);
    const other = line(50, "begun", { continued: true, stderr: true });
    expect(toRows([line(51, "ended")], { before: other, isLast: true })[0]?.joined).toBe(false);
  });
});
