import type { Context } from "#lib/auth/context";
import { getBuildInScope } from "#lib/builds/read-build";
import { findPlace } from "#lib/queue/find-place";
import { readQueue } from "#lib/queue/read-queue";
import type { QueuePlace } from "#lib/queue/schemas";

/** Where a build stands in the queue, and why it waits; nothing of one that does not. @throws not_found */
export async function getQueuePlace(ctx: Context, input: { id: string }): Promise<QueuePlace> {
  const { id } = await getBuildInScope(ctx, input.id);
  const state = await readQueue();
  const index = state.waiting.findIndex((build) => build.id === id);
  const place =
    index < 0 ? { position: null, ahead: null, startsAt: null, why: null } : findPlace(state, index);
  return { ...place, waiting: state.waiting.length };
}
