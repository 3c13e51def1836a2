import { sourceEnd, sourceOffset } from "#lib/dockerfile/logical-line";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";

/** A range of an instruction's logical line. */
export interface TextRange {
  start: number;
  end: number;
}

/** Returns a fault at `range` of the instruction's joined text, or at its keyword where there is no range. */
export function faultIn(
  instruction: Instruction,
  range: TextRange | null,
  fault: Omit<Fault, "start" | "end">,
): Fault {
  const { logical, start, writtenKeyword } = instruction;
  if (range === null || range.end <= range.start)
    return { ...fault, start, end: start + writtenKeyword.length };
  return { ...fault, start: sourceOffset(logical, range.start), end: sourceEnd(logical, range.end) };
}

/** The range of an instruction's arguments. */
export function argsRange({ argsStart, args }: Instruction): TextRange {
  return { start: argsStart, end: argsStart + args.length };
}
