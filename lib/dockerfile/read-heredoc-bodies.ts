import { splitPhysicalLines } from "#lib/dockerfile/logical-line";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";

export interface HeredocBody {
  /** Its lines, each with "\n"; without leading tabs where the mark says so. */
  text: string;
  /** The number of its first line in the Dockerfile. */
  line: number;
}

/** Returns the bodies of an instruction's heredocs, in the order of `instruction.heredocs`. */
export function readHeredocBodies(dockerfile: string, instruction: Instruction): HeredocBody[] {
  if (instruction.heredocs.length === 0) return [];
  const start = instruction.logical.last.next;
  const lines = splitPhysicalLines(dockerfile.slice(start, instruction.end)).map(({ text }) => text);
  let at = 0;
  return instruction.heredocs.map(({ name, stripsTabs }) => {
    const read = (text: string) => (stripsTabs ? text.replace(/^\t+/, "") : text);
    const first = at;
    while (at < lines.length && read(lines[at]!) !== name) at++;
    const text = lines.slice(first, at).map((line) => `${read(line)}\n`);
    at++;
    return { text: text.join(""), line: instruction.logical.last.number + 1 + first };
  });
}
