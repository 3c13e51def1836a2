import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getBuild } from "#lib/builds/get-build";
import { getBuildInScope } from "#lib/builds/read-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyBuild, notifyChange, notifyQueue } from "#lib/live/notify";

/**
 * Puts a waiting build first among its team's, and among what people asked for if a program did. It takes no other
 * team's turn. Maintainers only. @throws conflict when it does not wait any more
 */
export function raiseBuild(ctx: Context, input: { id: string }): Promise<Build> {
  return setPriority(ctx, input.id, true);
}

/** Takes raiseBuild back: it waits again as it did before. Maintainers only. */
export function lowerBuild(ctx: Context, input: { id: string }): Promise<Build> {
  return setPriority(ctx, input.id, false);
}

async function setPriority(ctx: Context, id: string, raise: boolean): Promise<Build> {
  const build = await getBuildInScope(ctx, id, "maintainer");
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string; priority: string; byToken: boolean }[]>`
      SELECT status::text, priority::text, "requestedByTokenId" IS NOT NULL OR trigger = 'api' AS "byToken"
      FROM "Build" WHERE id = ${build.id}::uuid FOR UPDATE`;
    if (row?.status !== "queued") {
      throw new AppError(
        "conflict",
        `Build ${build.tag} does not wait any more: its place in the queue is past.`,
      );
    }
    if ((row.priority === "raised") === raise) return;
    const lowered = row.byToken ? ("automation" as const) : ("person" as const);
    const priority = raise ? ("raised" as const) : lowered;
    await tx.build.update({
      where: { id: build.id },
      data: { priority, raisedByName: raise ? ctx.actor.name : null, revision: { increment: 1 } },
    });
    await recordAudit(tx, ctx, {
      action: raise ? "build.raise" : "build.lower",
      teamId: build.teamId,
      imageId: build.imageId,
      target: `${build.team}/${build.image}:${build.tag}`,
      before: { priority: row.priority },
      after: { priority },
    });
    const { team, image } = build;
    await notifyBuild(tx, build.id);
    await notifyChange(tx, { kind: "build", team, image, build: build.id, status: "queued" });
    await notifyQueue(tx);
  });
  return getBuild(ctx, { id: build.id });
}
