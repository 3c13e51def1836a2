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
/** The place after all of a revision that was seen. */
const AFTER_ALL = { step: 2_147_483_647, firstLine: 0 };
const ENDED = new Set(["succeeded", "failed", "canceled"]);

type Chunk = ChunkRow & { revision: number };

/** What has changed since a revision; null when the build is gone. */
type Changes = {
  revision: number;
  status: string;
  steps: BuildEvent[];
  /** The first page of them. */
  chunks: Chunk[];
  state: BuildEvent;
} | null;

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
  let heardAt = performance.now();
  const unsubscribe = await listener().subscribe("builds", (payload) => {
    if (payload !== null && payload !== id) return;
    heardAt = performance.now();
    notices.push(true);
  });
  try {
    let seen = after;
    while (!signal?.aborted) {
      const changes = await readOnce(id, seen, heardAt);
      if (!changes) return;
      if (changes.revision > seen) {
        yield* tell(id, changes);
        seen = changes.revision;
      }
      if (ENDED.has(changes.status)) return;
      await notices.take(QUIET_MS, signal);
    }
  } finally {
    unsubscribe();
  }
}

const reads = new Map<string, { since: number; changes: Promise<Changes> }>();

/**
 * Those who watch one build have mostly seen the same, and hear of a change at once: they share a read, as long as it
 * began after what they heard.
 */
function readOnce(id: string, after: number, heardAt: number): Promise<Changes> {
  const key = `${id} ${after}`;
  const known = reads.get(key);
  if (known && known.since >= heardAt) return known.changes;
  const read = { since: performance.now(), changes: readChanges(id, after) };
  const forget = () => reads.get(key) === read && reads.delete(key);
  read.changes.then(forget, forget);
  reads.set(key, read);
  return read.changes;
}

async function readChanges(id: string, after: number): Promise<Changes> {
  const build = await readBuild(id);
  if (!build) return null;
  const { revision, status } = build;
  const isNew = revision > after;
  const [steps, chunks] = await Promise.all([
    isNew
      ? db.step.findMany({ where: { buildId: id, revision: { gt: after } }, orderBy: { index: "asc" } })
      : [],
    isNew ? readPage(id, { revision: after, ...AFTER_ALL }, revision) : [],
  ]);
  // What was asked to be built never changes, and would be sent some twenty times a second.
  const { dockerfile: _, ...state } = build;
  return {
    revision,
    status,
    steps: steps.map((step) => ({ type: "step", step: toStep(step) })),
    chunks,
    state: { type: "state", build: state },
  };
}

/** The events of a change, with the lines beyond its first page, which everybody reads for themselves. */
async function* tell(
  id: string,
  { revision, steps, chunks, state }: NonNullable<Changes>,
): AsyncGenerator<FollowedEvent> {
  for (const event of steps) yield { event };
  for (let page = chunks; ; ) {
    for (const chunk of page) yield { event: { type: "log", step: chunk.step, lines: toLogLines(chunk) } };
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    page = await readPage(id, last, revision);
  }
  yield { event: state, resumeAfter: revision };
}

interface Place {
  revision: number;
  step: number;
  firstLine: number;
}

/** Chunks in the order they were written, a bounded page after a place. */
function readPage(buildId: string, from: Place, upTo: number): Promise<Chunk[]> {
  return db.$queryRaw<Chunk[]>`
    SELECT step, "firstLine", lines, times, flags, revision FROM "LogChunk"
    WHERE "buildId" = ${buildId}::uuid AND revision <= ${upTo}
      AND (revision, step, "firstLine") > (${from.revision}::int, ${from.step}::int, ${from.firstLine}::int)
    ORDER BY revision, step, "firstLine" LIMIT ${PAGE}`;
}
