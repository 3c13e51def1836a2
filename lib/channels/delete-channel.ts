import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { askForTags } from "#lib/channels/ask-for-tag";
import { lockImage, refuseLatest } from "#lib/channels/promote";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { notifyChange } from "#lib/live/notify";

/**
 * Takes a channel away, with its history and the registry's tag. Maintainers only.
 * @throws conflict while projects follow it, naming them
 */
export async function deleteChannel(
  ctx: Context,
  input: { team: string; image: string; channel: string },
): Promise<Record<string, never>> {
  const image = await getImageInScope(ctx, input, "maintainer");
  refuseLatest(input.channel);
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    const channel = await tx.channel.findUnique({
      where: { imageId_name: { imageId: image.id, name: input.channel } },
      select: {
        id: true,
        build: { select: { number: true, version: { select: { number: true } } } },
        uses: {
          select: { name: true, project: { select: { name: true, team: { select: { name: true } } } } },
          take: 5,
        },
      },
    });
    if (!channel) throw notFound(`channel as ${input.channel} of ${image.team}/${image.name}`);
    if (channel.uses.length > 0) {
      const names = channel.uses.map(({ project }) => `${project.team.name}/${project.name}`).join(", ");
      throw new AppError(
        "conflict",
        `Projects follow ${input.channel}: ${names}. Have them follow another first.`,
      );
    }
    await tx.channel.delete({ where: { id: channel.id } });
    const { build } = channel;
    await recordAudit(tx, ctx, {
      action: "channel.delete",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}:${input.channel}`,
      before: { build: `${build.version.number}.${build.number}` },
    });
    await askForTags(tx, image.id, [input.channel]);
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return {};
}
