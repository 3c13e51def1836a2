import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getBuild } from "#lib/builds/get-build";
import { getBuildInScope } from "#lib/builds/read-build";
import type { Build } from "#lib/builds/schemas";
import { askForTags } from "#lib/channels/ask-for-tag";
import { findBuildOfImage } from "#lib/channels/find-build-of-image";
import { moveChannel } from "#lib/channels/move-channel";
import { lockImage } from "#lib/channels/promote";
import { requireGood } from "#lib/channels/require-good";
import { db } from "#lib/db";
import { emitEvent } from "#lib/events/emit-event";
import { planRevoke } from "#lib/impact/plan-change";
import { notifyBuild, notifyChange } from "#lib/live/notify";

/**
 * Says that nobody is to be given this build any more: projects that would get it are told it is gone, its version
 * and latest name the newest good build that is left, and the other channels go back to what they pointed to
 * before, unless they are to be kept. In the registry the tags follow; the digest and the build's own tag stay.
 * Maintainers only.
 * @throws conflict when it is not good
 */
export async function revokeBuild(
  ctx: Context,
  input: { id: string; reason: string; keepChannels: boolean },
): Promise<Build> {
  const build = await getBuildInScope(ctx, input.id, "maintainer");
  const image = { id: build.imageId, team: build.team, name: build.image };
  await db.$transaction(async (tx) => {
    await lockImage(tx, build.imageId);
    requireGood(await findBuildOfImage(tx, image, build.id), "id");
    await tx.build.update({
      where: { id: build.id },
      data: {
        revokedAt: new Date(),
        revokeReason: input.reason,
        revokedByName: ctx.actor.name,
        revision: { increment: 1 },
      },
    });
    const reason = `${build.tag} was revoked: ${input.reason}`;
    const moves = await planRevoke(tx, build.imageId, build, !input.keepChannels);
    for (const { channel: name, to } of moves) {
      if (to) await moveChannel(tx, { imageId: build.imageId, name, buildId: to.id, ctx, reason });
    }
    const version = build.tag.split(".")[0] ?? "";
    await askForTags(tx, build.imageId, [version, ...moves.map(({ channel }) => channel)]);
    await recordAudit(tx, ctx, {
      action: "build.revoke",
      teamId: build.teamId,
      imageId: build.imageId,
      target: `${image.team}/${image.name}:${build.tag}`,
      after: {
        reason: input.reason,
        channels: Object.fromEntries(moves.map(({ channel, to }) => [channel, to?.tag ?? null])),
      },
    });
    const { imageId, id: buildId } = build;
    await emitEvent(tx, ctx, { kind: "build.revoked", imageId, buildId, reason: input.reason });
    for (const { channel, to } of moves) {
      if (!to) continue;
      const move = { channel, buildId: to.id, fromBuildId: buildId, reason };
      await emitEvent(tx, ctx, { kind: "channel.moved", imageId, ...move });
    }
    await notifyBuild(tx, build.id);
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getBuild(ctx, { id: build.id });
}

/** Takes a revocation back. Channels stay where they are by now; the registry's tags follow. Maintainers only. */
export async function restoreBuild(ctx: Context, input: { id: string }): Promise<Build> {
  const build = await getBuildInScope(ctx, input.id, "maintainer");
  await db.$transaction(async (tx) => {
    await lockImage(tx, build.imageId);
    const row = await tx.build.findUniqueOrThrow({
      where: { id: build.id },
      select: { revokedAt: true, revokeReason: true, channels: { select: { name: true } } },
    });
    if (!row.revokedAt) return;
    await tx.build.update({
      where: { id: build.id },
      data: { revokedAt: null, revokeReason: null, revokedByName: null, revision: { increment: 1 } },
    });
    const version = build.tag.split(".")[0] ?? "";
    await askForTags(tx, build.imageId, [version, ...row.channels.map(({ name }) => name)]);
    await recordAudit(tx, ctx, {
      action: "build.restore",
      teamId: build.teamId,
      imageId: build.imageId,
      target: `${build.team}/${build.image}:${build.tag}`,
      before: { reason: row.revokeReason },
    });
    await notifyBuild(tx, build.id);
    await notifyChange(tx, { kind: "image", team: build.team, image: build.image });
  });
  return getBuild(ctx, { id: build.id });
}
