import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId } from "#lib/auth/scope";
import { getBuild } from "#lib/builds/get-build";
import { getBuildInScope } from "#lib/builds/read-build";
import type { Build } from "#lib/builds/schemas";
import { askForTags } from "#lib/channels/ask-for-tag";
import { tagsOfBuild } from "#lib/channels/tags-of-build";
import { db } from "#lib/db";
import { notifyBuild, notifyChange, notifyQueue, notifyWorkers } from "#lib/live/notify";

/**
 * Stops a build. A queued one, or one whose worker is gone, ends at once; a running one when its worker
 * has stopped what it does. Canceling a build that has ended changes nothing.
 */
export async function cancelBuild(ctx: Context, input: { id: string }): Promise<Build> {
  const scoped = await getBuildInScope(ctx, input.id, "developer");
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string; abandoned: boolean }[]>`
      SELECT status::text, COALESCE("leaseUntil" < now(), true) AS abandoned
      FROM "Build" WHERE id = ${input.id}::uuid FOR UPDATE`;
    if (row?.status !== "queued" && row?.status !== "running") return;
    const now = new Date();
    const ended = row.abandoned;
    const build = await tx.build.update({
      where: { id: input.id },
      data: {
        revision: { increment: 1 },
        cancelRequestedAt: now,
        canceledById: actingUserId(ctx),
        // A raised attempt shuts out a worker that is not dead but was only silent.
        ...(ended && {
          status: "canceled",
          phase: null,
          finishedAt: now,
          leaseUntil: null,
          attempt: { increment: 1 },
        }),
      },
      select: {
        status: true,
        attempt: true,
        number: true,
        pushStartedAt: true,
        digest: true,
        version: { select: { number: true } },
        image: { select: { name: true, team: { select: { name: true } } } },
      },
    });
    if (ended) {
      await askForTags(tx, scoped.imageId, tagsOfBuild({ ...build, version: build.version.number }));
    }
    await recordAudit(tx, ctx, {
      action: "build.cancel",
      teamId: scoped.teamId,
      imageId: scoped.imageId,
      target: `${scoped.team}/${scoped.image}:${scoped.tag}`,
    });
    await notifyBuild(tx, input.id);
    if (ended) await notifyQueue(tx);
    else await notifyWorkers(tx, input.id);
    await notifyChange(tx, {
      kind: "build",
      team: build.image.team.name,
      image: build.image.name,
      build: input.id,
      status: build.status,
    });
  });
  return getBuild(ctx, input);
}
