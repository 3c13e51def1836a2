import type { Context } from "#lib/auth/context";
import { toStep } from "#lib/builds/build-dto";
import { type ChunkRow, toLogLines } from "#lib/builds/log-chunk";
import { getBuildInScope, readBuild } from "#lib/builds/read-build";
import type { BuildEvent } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { SignalQueue } from "#lib/live/signal-queue";

/** An event, with the revision after which a reader may resume, on the last event of each batch only. */
export type FollowedEvent = { event: BuildEvent; resumeAfter?: number };

/** Without a notice for this long, look anyway. */
const QUIET_MS = 15_000;
const PAGE = 200;
const MAX_INT = 2_147_483_647;
const ENDED = new Set(["succeeded", "failed", "canceled"]);

/**
 * What happened to a build after revision `after`, then what happens, until it has ended and all was said.
 * It subscribes before it first reads, and reads the state before the lines: what comes in between is
 * read in the next round, and the state that says "ended" never hides a last line.
 */
export async function* followBuild(
  ctx: Context,
  id: string,
  after: number,
  signal?: AbortSignal,
): AsyncGenerator<FollowedEvent> {
  await getBuildInScope(ctx, id);
  const notices = new SignalQueue<true>(1);
  const unsubscribe = await listener().subscribe("builds", (payload) => {
    if (payload === null || payload === id) notices.push(true);
  });
  try {
    let seen = after;
    while (!signal?.aborted) {
      const row = await db.build.findUnique({ where: { id }, select: { revision: true, status: true } });
      if (!row) return;
      if (row.revision > seen) {
        yield* readBetween(id, seen, row.revision);
        seen = row.revision;
      }
      if (ENDED.has(row.status)) return;
      await notices.take(QUIET_MS, signal);
    }
  } finally {
    unsubscribe();
  }
}

async function* readBetween(id: string, after: number, upTo: number): AsyncGenerator<FollowedEvent> {
  const steps = await db.step.findMany({
    where: { buildId: id, revision: { gt: after } },
    orderBy: { index: "asc" },
  });
  for (const step of steps) yield { event: { type: "step", step: toStep(step) } };
  for await (const chunks of readChunks(id, after, upTo)) {
    for (const chunk of chunks) yield { event: { type: "log", step: chunk.step, lines: toLogLines(chunk) } };
  }
  const build = await readBuild(id);
  if (!build) return;
  // What was asked to be built never changes, and would be sent some twenty times a second.
  const { dockerfile: _, ...state } = build;
  yield { event: { type: "state", build: state }, resumeAfter: upTo };
}

/** Chunks in the order they were written, a bounded page at a time. */
async function* readChunks(buildId: string, after: number, upTo: number): AsyncGenerator<ChunkRow[]> {
  let from = { revision: after, step: MAX_INT, firstLine: 0 };
  for (;;) {
    const page = await db.$queryRaw<(ChunkRow & { revision: number })[]>`
      SELECT step, "firstLine", lines, times, flags, revision FROM "LogChunk"
      WHERE "buildId" = ${buildId}::uuid AND revision <= ${upTo}
        AND (revision, step, "firstLine") > (${from.revision}::int, ${from.step}::int, ${from.firstLine}::int)
      ORDER BY revision, step, "firstLine" LIMIT ${PAGE}`;
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    from = last;
  }
}
