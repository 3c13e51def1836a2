import type { LogLine } from "#lib/builds/schemas";

/** What a chunk's flags mean; see LogChunk in the schema. */
export const STDERR = 1;
export const CONTINUED = 2;
export const OVERWRITTEN = 4;

export interface ChunkRow {
  step: number;
  firstLine: number;
  lines: string[];
  times: number[];
  flags: number[];
}

/** A chunk's lines as the API shows them. */
export function toLogLines(chunk: ChunkRow): LogLine[] {
  return chunk.lines.map((text, i) =>
    toLogLine(chunk.firstLine + i, text, chunk.times[i] ?? 0, chunk.flags[i] ?? 0),
  );
}

export function toLogLine(n: number, text: string, ms: number, flags: number): LogLine {
  return {
    n,
    text,
    ms,
    ...(flags & STDERR && { stderr: true }),
    ...(flags & CONTINUED && { continued: true }),
    ...(flags & OVERWRITTEN && { overwritten: true }),
  };
}
