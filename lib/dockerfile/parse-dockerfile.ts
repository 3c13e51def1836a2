import {
  type LogicalLine,
  readLogicalLine,
  sourceEnd,
  sourceOffset,
  splitPhysicalLines,
} from "#lib/dockerfile/logical-line";
import type { Fault } from "#lib/dockerfile/problem";
import { readDirectives } from "#lib/dockerfile/read-directives";
import { type Flag, readFlags } from "#lib/dockerfile/read-flags";
import { type HeredocMark, readHeredocMarks } from "#lib/dockerfile/read-heredoc-marks";
import { readJsonArray } from "#lib/dockerfile/read-json-array";
import { trimSpace } from "#lib/dockerfile/white-space";

export interface Instruction {
  /** In upper case, whatever the Dockerfile has. */
  keyword: string;
  writtenKeyword: string;
  flags: Flag[];
  /** What follows the flags, continuations joined, without white space at its ends; no heredoc bodies. */
  args: string;
  /** The index of `args` in `logical.text`. */
  argsStart: number;
  /** The strings of the exec form `["a", "b"]`, null in the shell form, "mixed" in an array of other things. */
  json: string[] | "mixed" | null;
  logical: LogicalLine;
  heredocs: HeredocMark[];
  /** From 1. */
  line: number;
  /** The last line, heredoc bodies included. */
  endLine: number;
  /** Offsets in the source: from the keyword to the end of the last line (without its line end). */
  start: number;
  end: number;
  /** What ONBUILD will do. */
  trigger: Instruction | null;
}

export interface ParsedDockerfile {
  text: string;
  escapeToken: string;
  syntax: string | null;
  instructions: Instruction[];
  /** What already the splitting into instructions found wrong. */
  faults: Fault[];
}

/** BuildKit reads lines with Go's bufio.Scanner, which takes no longer ones. */
const MAX_LINE_BYTES = 65_535;

const WITH_HEREDOCS = new Set(["RUN", "COPY", "ADD"]);

function readInstruction(
  logical: LogicalLine,
  from: number,
  escapeToken: string,
  isTrigger = false,
): Instruction {
  const body = trimSpace(logical.text.slice(from));
  const start = from + body.at;
  const text = logical.text.slice(0, start + body.text.length);
  const gap = /[\t\v\f\r ]+/g;
  gap.lastIndex = start;
  const match = gap.exec(text);
  const writtenKeyword = text.slice(start, match?.index);
  const keyword = writtenKeyword.toUpperCase();
  const { flags, argsStart } = readFlags(text, match ? gap.lastIndex : text.length, escapeToken);
  const args = text.slice(argsStart);
  const holdsTrigger = keyword === "ONBUILD" && args !== "" && !isTrigger;
  return {
    keyword,
    writtenKeyword,
    flags,
    args: trimSpace(args).text,
    argsStart: argsStart + trimSpace(args).at,
    json: readJsonArray(trimSpace(args).text),
    logical,
    heredocs: [],
    line: logical.first.number,
    endLine: logical.last.number,
    start: sourceOffset(logical, start),
    end: logical.last.end,
    trigger: holdsTrigger ? readInstruction(logical, argsStart, escapeToken, true) : null,
  };
}

/**
 * Returns the instructions of a Dockerfile, split as BuildKit's own parser splits them, so that lines are the
 * same that its steps and errors name. Never throws: what is wrong is in `faults` or left to `checkDockerfile`.
 */
export function parseDockerfile(text: string): ParsedDockerfile {
  const lines = splitPhysicalLines(text);
  const { escapeToken, syntax, faults } = readDirectives(lines);
  const instructions: Instruction[] = [];

  for (const line of lines) {
    const bytes =
      line.next - line.start > MAX_LINE_BYTES / 3 ? new TextEncoder().encode(line.text).length : 0;
    if (bytes >= MAX_LINE_BYTES) {
      const message = "The line is longer than the 65,535 bytes that Docker takes.";
      faults.push({ severity: "error", code: "line-too-long", message, start: line.start, end: line.end });
    }
  }

  for (let at = 0; at < lines.length; ) {
    const { line, next } = readLogicalLine(lines, at, escapeToken);
    at = next;
    if (line === null) continue;
    const instruction = readInstruction(line, 0, escapeToken);
    instructions.push(instruction);
    const holder = instruction.trigger ?? instruction;
    if (!WITH_HEREDOCS.has(holder.keyword) || Array.isArray(holder.json)) continue;

    instruction.heredocs = readHeredocMarks(line.text);
    holder.heredocs = instruction.heredocs;
    for (const mark of instruction.heredocs) {
      const isEnd = (body: string) => (mark.stripsTabs ? body.replace(/^\t+/, "") : body) === mark.name;
      let end = at;
      while (end < lines.length && !isEnd(lines[end]!.text)) end++;
      if (end === lines.length) {
        const message = `The heredoc "${mark.name}" has no end: no line is just "${mark.name}".`;
        const range = { start: instruction.start, end: sourceEnd(line, line.text.length) };
        faults.push({ severity: "error", code: "heredoc-open", message, ...range });
      }
      at = Math.min(end + 1, lines.length);
      const last = lines[at - 1]!;
      instruction.endLine = last.number;
      instruction.end = last.end;
    }
  }
  return { text, escapeToken, syntax, instructions, faults };
}
