import type { z } from "zod";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { createImage } from "#lib/images/create-image";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Image } from "#lib/images/schemas";
import type { forkSchema } from "#lib/images/sharing-schemas";
import { notifyChange } from "#lib/live/notify";
import { createVersion } from "#lib/versions/create-version";
import { getVersion } from "#lib/versions/get-version";

/** Makes an image of one's own team from a version of another image, and remembers from which. Developers only. */
export async function forkImage(ctx: Context, input: z.infer<typeof forkSchema>): Promise<Image> {
  const source = await getImageInScope(ctx, input);
  const number = input.version ?? source.versionCount;
  const version = await getVersion(ctx, { ...input, number });
  return createImage(
    ctx,
    {
      team: input.toTeam,
      name: input.name,
      description: `Fork of ${source.team}/${source.name}`,
      dockerfile: version.dockerfile,
      message: `Forked from ${source.team}/${source.name}:${number}`,
    },
    { forkedFromId: source.id, forkedFromVersion: number },
  );
}

/**
 * Takes over the newest version of the image that this one was forked from, as its next version. Developers only.
 * @throws conflict when it is no fork, or the other cannot be seen any more
 */
export async function updateFork(ctx: Context, input: { team: string; image: string }): Promise<Image> {
  const image = await getImageInScope(ctx, input, "developer");
  const { forkedFrom } = await db.image.findUniqueOrThrow({
    where: { id: image.id },
    select: { forkedFrom: { select: { name: true, deletedAt: true, team: { select: { name: true } } } } },
  });
  if (!forkedFrom || forkedFrom.deletedAt) {
    throw new AppError("conflict", `${image.team}/${image.name} is no fork of an image that is still there.`);
  }
  const name = `${forkedFrom.team.name}/${forkedFrom.name}`;
  const at = { team: forkedFrom.team.name, image: forkedFrom.name };
  // Under what name it goes on where they may not see it is not theirs to know.
  const source = await getImageInScope(ctx, at).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const forked = `${image.team}/${image.name}`;
    throw new AppError(
      "conflict",
      `What ${forked} was forked from is not there any more, or you may not see it.`,
    );
  });
  const newest = await getVersion(ctx, {
    team: source.team,
    image: source.name,
    number: source.versionCount,
  });
  await createVersion(ctx, {
    team: image.team,
    image: image.name,
    dockerfile: newest.dockerfile,
    message: `Took over ${name}:${newest.number}${newest.message ? `: ${newest.message}` : ""}`.slice(0, 500),
  });
  await db.$transaction(async (tx) => {
    await tx.image.update({ where: { id: image.id }, data: { forkedFromVersion: newest.number } });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getImage(ctx, input);
}
