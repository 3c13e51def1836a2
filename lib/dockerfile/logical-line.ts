import { trimStart } from "#lib/dockerfile/white-space";

export interface PhysicalLine {
  /** Without its line end. */
  text: string;
  /** Offset of its first character. */
  start: number;
  /** Offset of its line end. */
  end: number;
  /** Offset of the next line. */
  next: number;
  /** From 1. */
  number: number;
}

/** Part of a logical line that stands in the source as it is. */
interface Piece {
  at: number;
  offset: number;
}

/** An instruction's line as BuildKit reads it: continuations joined, comments between them left out. */
export interface LogicalLine {
  text: string;
  pieces: Piece[];
  first: PhysicalLine;
  last: PhysicalLine;
  /** Empty lines inside: BuildKit skips them, and says that it will not for ever. */
  emptyLines: PhysicalLine[];
}

/** Splits at "\n" and drops the "\r" before it, as BuildKit does. */
export function splitPhysicalLines(text: string): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  let start = text.startsWith("\ufeff") ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf("\n", start);
    const next = found === -1 ? text.length : found + 1;
    let end = found === -1 ? text.length : found;
    while (end > start && text[end - 1] === "\r") end--;
    lines.push({ text: text.slice(start, end), start, end, next, number: lines.length + 1 });
    start = next;
  }
  return lines;
}

/** The length of `text` without its continuation character, or -1 when the line ends with none. */
function continuationLength(text: string, escapeToken: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
  if (text[end - 1] !== escapeToken) return -1;
  return end >= 2 && text[end - 2] === escapeToken ? -1 : end - 1;
}

export function isComment(text: string): boolean {
  return trimStart(text).startsWith("#");
}

/**
 * Returns the logical line that begins at `lines[from]` and the index of the physical line after it;
 * `line` is null where there is nothing but white space or a comment.
 */
export function readLogicalLine(lines: PhysicalLine[], from: number, escapeToken: string) {
  const first = lines[from]!;
  const stripped = isComment(first.text) ? "" : trimStart(first.text);
  let start = first.end - stripped.length;
  let kept = continuationLength(stripped, escapeToken);
  if (kept === -1 && stripped === "") return { line: null, next: from + 1 };

  const parts = [kept === -1 ? stripped : stripped.slice(0, kept)];
  const line: LogicalLine = {
    text: "",
    pieces: [{ at: 0, offset: start }],
    first,
    last: first,
    emptyLines: [],
  };
  let length = parts[0]!.length;
  let next = from + 1;
  for (; kept !== -1 && next < lines.length; next++) {
    const current = lines[next]!;
    line.last = current;
    if (isComment(current.text)) continue;
    if (trimStart(current.text) === "") {
      line.emptyLines.push(current);
      continue;
    }
    kept = continuationLength(current.text, escapeToken);
    const part = kept === -1 ? current.text : current.text.slice(0, kept);
    start = current.start;
    line.pieces.push({ at: length, offset: start });
    parts.push(part);
    length += part.length;
  }
  line.text = parts.join("");
  return { line, next };
}

/** The offset in the source of the logical line's character at `index`. */
export function sourceOffset(line: LogicalLine, index: number): number {
  let low = 0;
  let high = line.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (line.pieces[middle]!.at <= index) low = middle;
    else high = middle - 1;
  }
  const piece = line.pieces[low]!;
  return piece.offset + index - piece.at;
}

/** The offset just after the character before `index`: where a range that ends at `index` ends. */
export function sourceEnd(line: LogicalLine, index: number): number {
  return index === 0 ? sourceOffset(line, 0) : sourceOffset(line, index - 1) + 1;
}
