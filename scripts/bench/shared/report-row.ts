import { appendFileSync } from "node:fs";

/** One row of docs/benchmarks.md. */
export interface Row {
  name: string;
  figure: string;
  /** What it should be, and whether it is; neither for what is only told. */
  target?: string;
  isMet?: boolean;
  /** What it is measured against, in the same run. */
  yardstick?: string;
}

/** Prints a row, and leaves it for the table where `npm run bench` asks for it (BAKEHOUSE_BENCH_ROWS: a file). */
export function reportRow(row: Row): void {
  const verdict = row.isMet === undefined ? "" : row.isMet ? "met" : "MISSED";
  console.log(
    `  ${row.name.padEnd(44)} ${row.figure.padEnd(30)} ${(row.target ?? "").padEnd(22)} ${(row.yardstick ?? "").padEnd(30)} ${verdict}`,
  );
  const file = process.env.BAKEHOUSE_BENCH_ROWS;
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
