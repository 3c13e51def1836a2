import type { LineIndex } from "#lib/dockerfile/index-lines";

export interface Problem {
  /** Errors keep a Dockerfile from being saved; warnings do not. */
  severity: "error" | "warning";
  /** A stable name for programs: "unknown-instruction". */
  code: string;
  /** One sentence. */
  message: string;
  /** From 1, as are the columns (in UTF-16 units); the end is exclusive. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** What to do about it. */
  hint?: string;
}

/** A problem as it is found: with offsets in the text instead of lines and columns. */
export interface Fault {
  severity: "error" | "warning";
  code: string;
  message: string;
  start: number;
  end: number;
  hint?: string;
}

export function toProblem(fault: Fault, lines: LineIndex): Problem {
  const { start, end, ...rest } = fault;
  const from = lines.positionAt(start);
  const to = lines.positionAt(Math.max(start, end));
  return { ...rest, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
