import type { Context } from "#lib/auth/context";
import { isAtLeast } from "#lib/auth/roles";
import { db } from "#lib/db";
import { accessSelect, imageRole, visibleImages } from "#lib/images/image-access";
import { findPlace } from "#lib/queue/find-place";
import { readQueue } from "#lib/queue/read-queue";
import type { Queue, QueueEntry } from "#lib/queue/schemas";

/** What waits, in order, as far as the limit goes. Of builds that the actor may not see only that they are there. */
export async function listQueue(ctx: Context, input: { limit: number }): Promise<Queue> {
  const state = await readQueue();
  const ids = state.waiting.slice(0, input.limit).map(({ id }) => id);
  const seen = await readSeen(ctx, ids);
  const items = ids.map((id, index) => {
    const { why, ...place } = findPlace(state, index);
    const build = seen.get(id) ?? null;
    return { ...place, why: build && why, build };
  });
  return { items, waiting: state.waiting.length };
}

async function readSeen(ctx: Context, ids: string[]): Promise<Map<string, QueueEntry["build"]>> {
  const rows = await db.build.findMany({
    where: { id: { in: ids }, image: { deletedAt: null, ...visibleImages(ctx) } },
    select: {
      id: true,
      number: true,
      priority: true,
      raisedByName: true,
      queuedAt: true,
      platform: true,
      workerLabels: true,
      version: { select: { number: true } },
      image: { select: { name: true, team: { select: { name: true } }, ...accessSelect(ctx) } },
      requestedBy: { select: { name: true } },
      requestedByToken: { select: { name: true } },
    },
  });
  return new Map(
    rows.map(({ image, version, ...row }) => [
      row.id,
      {
        id: row.id,
        team: image.team.name,
        image: image.name,
        tag: `${version.number}.${row.number}`,
        priority: row.priority,
        raisedBy: row.raisedByName,
        requestedBy: row.requestedBy?.name ?? row.requestedByToken?.name ?? null,
        queuedAt: row.queuedAt.toISOString(),
        platform: row.platform,
        labels: row.workerLabels,
        mayRaise: isAtLeast(imageRole(ctx, image) ?? "viewer", "maintainer"),
      },
    ]),
  );
}
