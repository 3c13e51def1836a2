import type { Context } from "#lib/auth/context";
import { CONTINUED, OVERWRITTEN, toLogLine, toLogLines } from "#lib/builds/log-chunk";
import { getBuildInScope } from "#lib/builds/read-build";
import type { LogLine } from "#lib/builds/schemas";
import { stripAnsi } from "#lib/builds/strip-ansi";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { escapeLike } from "#lib/names/escape-like";

const PAGE = 200;

/** Lines `from` to `from + limit - 1` of a step's log, counted from 1, and how many it has. */
export async function readLines(
  ctx: Context,
  input: { id: string; step: number; from: number; limit: number },
): Promise<{ items: LogLine[]; total: number }> {
  await getBuildInScope(ctx, input.id);
  const where = { buildId: input.id, step: input.step };
  const step = await db.step.findUnique({
    where: { buildId_index: { buildId: input.id, index: input.step } },
    select: { lineCount: true },
  });
  if (!step) throw notFound("step");
  // The chunk that holds line `from` begins at or before it; it is the last of those.
  const first = await db.logChunk.findFirst({
    where: { ...where, firstLine: { lte: input.from } },
    select: { firstLine: true },
    orderBy: { firstLine: "desc" },
  });
  const chunks = await db.logChunk.findMany({
    where: { ...where, firstLine: { gte: first?.firstLine ?? input.from, lt: input.from + input.limit } },
    orderBy: { firstLine: "asc" },
  });
  const lines = chunks.flatMap(toLogLines).filter(({ n }) => n >= input.from && n < input.from + input.limit);
  return { items: lines, total: step.lineCount };
}

/** Lines that contain the text, whatever its case, in the order of the log. */
export async function searchLog(
  ctx: Context,
  input: { id: string; q: string; limit: number },
): Promise<{ items: (LogLine & { step: number })[]; more: boolean }> {
  await getBuildInScope(ctx, input.id);
  const pattern = `%${escapeLike(input.q)}%`;
  const rows = await db.$queryRaw<{ step: number; n: number; line: string; ms: number; flags: number }[]>`
    SELECT chunk.step, (chunk."firstLine" + l.i - 1)::int AS n, l.line, chunk.times[l.i::int] AS ms, chunk.flags[l.i::int] AS flags
    FROM "LogChunk" chunk CROSS JOIN LATERAL unnest(chunk.lines) WITH ORDINALITY AS l(line, i)
    WHERE chunk."buildId" = ${input.id}::uuid AND l.line ILIKE ${pattern}
    ORDER BY chunk.step, n LIMIT ${input.limit + 1}`;
  return {
    items: rows
      .slice(0, input.limit)
      .map((row) => ({ step: row.step, ...toLogLine(row.n, row.line, row.ms, row.flags) })),
    more: rows.length > input.limit,
  };
}

/**
 * The log as text, step by step under a heading each, read a page at a time. `raw` keeps ANSI sequences
 * and progress lines that a carriage return overwrote.
 */
export async function* readLogText(
  ctx: Context,
  input: { id: string; step?: number; raw: boolean },
): AsyncGenerator<string> {
  await getBuildInScope(ctx, input.id);
  const steps = await db.step.findMany({
    where: { buildId: input.id, index: input.step },
    orderBy: { index: "asc" },
    select: { index: true, name: true, cached: true, error: true },
  });
  for (const step of steps) {
    if (input.step === undefined) yield `#${step.index} ${step.name}${step.cached ? " [cached]" : ""}\n`;
    for (let from = 0; ; ) {
      const chunks = await db.logChunk.findMany({
        where: { buildId: input.id, step: step.index, firstLine: { gt: from } },
        orderBy: { firstLine: "asc" },
        take: PAGE,
      });
      for (const { lines, flags } of chunks) {
        yield lines.map((line, i) => lineText(line, flags[i] ?? 0, input.raw)).join("");
      }
      const last = chunks.at(-1);
      if (!last || chunks.length < PAGE) break;
      from = last.firstLine;
    }
    if (input.step === undefined && step.error) yield `ERROR: ${step.error}\n`;
    if (input.step === undefined) yield "\n";
  }
}

function lineText(line: string, flags: number, raw: boolean): string {
  if (raw) return line + (flags & CONTINUED ? "" : flags & OVERWRITTEN ? "\r" : "\n");
  if (flags & OVERWRITTEN) return "";
  return stripAnsi(line) + (flags & CONTINUED ? "" : "\n");
}
