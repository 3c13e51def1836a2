import type { LogLine } from "#lib/builds/schemas";

/** What is drawn as one row of the log: a line, or the pieces of a line put together again. */
export interface LogRow {
  /** Number of its first line in the step, from 1. */
  n: number;
  /** Number of its last line; `n` unless pieces were put together. */
  lastN: number;
  text: string;
  ms: number;
  stderr: boolean;
  /** It goes on with the row before: a line so long that it came in pieces. */
  joined: boolean;
}

/** Longer than this, a line stays in pieces: browsers draw rows of megabytes badly. */
const MAX_CHARACTERS = 16 * 1024;

/**
 * Lines as a terminal shows them. Pieces of a line become one row; what a carriage return overwrote is left
 * out as soon as its successor is there. The two streams are told apart, since their pieces can alternate.
 *
 * @param lines consecutive lines of a step
 * @param around the line before them if it is known, and whether they are the step's last ones
 */
export function toRows(
  lines: readonly LogLine[],
  around: { before?: LogLine | undefined; isLast: boolean },
): LogRow[] {
  const rows: (LogRow & { overwritten: boolean; open: boolean })[] = [];
  const newest: [number, number] = [-1, -1];
  for (const line of lines) {
    const stream = line.stderr ? 1 : 0;
    const previous = rows[newest[stream]];
    const goesOn = previous?.open ?? false;
    if (previous && goesOn && previous.text.length + line.text.length <= MAX_CHARACTERS) {
      previous.text += line.text;
      previous.lastN = line.n;
      previous.open = line.continued ?? false;
      previous.overwritten = line.overwritten ?? false;
      continue;
    }
    if (previous && goesOn) previous.overwritten = line.overwritten ?? false;
    newest[stream] = rows.length;
    rows.push({
      n: line.n,
      lastN: line.n,
      text: line.text,
      ms: line.ms,
      stderr: line.stderr ?? false,
      joined:
        goesOn ||
        (rows.length === 0 &&
          Boolean(around.before?.continued) &&
          Boolean(around.before?.stderr) === Boolean(line.stderr)),
      open: line.continued ?? false,
      overwritten: line.overwritten ?? false,
    });
  }
  return rows
    .filter(
      (row, index) => !row.overwritten || (around.isLast && (index === newest[0] || index === newest[1])),
    )
    .map(({ overwritten: _, open: __, ...row }) => row);
}
