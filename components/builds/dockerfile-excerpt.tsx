import type { ExcerptLine } from "#components/builds/excerpt";
import { listInstructions } from "#lib/dockerfile/list-instructions";

const AROUND = 2;
const MAX_LINES = 12;

/** The lines of the instruction that stands at `line`, marked, with two before and after it. */
export function dockerfileExcerpt(dockerfile: string, line: number): ExcerptLine[] {
  const lines = dockerfile.split(/\r?\n/);
  const instruction = listInstructions(dockerfile).find((one) => one.line <= line && line <= one.endLine);
  const first = instruction?.line ?? line;
  const last = Math.min(instruction?.endLine ?? line, first + MAX_LINES - 1);
  const from = Math.max(1, first - AROUND);
  const to = Math.min(lines.length, last + AROUND);
  return lines.slice(from - 1, to).map((content, index) => {
    const n = from + index;
    return { n, content: content || " ", isMarked: n >= first && n <= last };
  });
}
