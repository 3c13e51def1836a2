import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { ALL_TAGS, askForTags } from "#lib/channels/ask-for-tag";
import { lockImage } from "#lib/channels/promote";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";
import { listChildren } from "#lib/images/list-children";
import { notifyChange } from "#lib/live/notify";

/**
 * Deletes an image from the catalogue, and has a worker delete its builds and tags from the registry. Owners only.
 * @throws conflict while a build of it is queued or running, while projects use it and while images are built on
 *   it, naming them
 */
export async function deleteImage(
  ctx: Context,
  input: { team: string; image: string },
): Promise<Record<string, never>> {
  const image = await getImageInScope(ctx, input, "owner");
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    await refuseWhileBuilding(tx, image.id);
    await refuseWhileUsed(tx, image);
    const now = new Date();
    await tx.image.update({ where: { id: image.id }, data: { deletedAt: now } });
    await tx.formerImageName.deleteMany({ where: { imageId: image.id } });
    await askForTags(tx, image.id, [ALL_TAGS]);
    await recordAudit(tx, ctx, {
      action: "image.delete",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { versions: image.versionCount, repository: image.repository },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return {};
}

async function refuseWhileBuilding(tx: Pick<Db, "build">, imageId: string): Promise<void> {
  const active = await tx.build.findFirst({
    where: { imageId, status: { in: ["queued", "running"] } },
    select: { number: true, version: { select: { number: true } } },
  });
  if (!active) return;
  throw new AppError(
    "conflict",
    `Build ${active.version.number}.${active.number} has not ended. Cancel it first, then delete the image.`,
  );
}

async function refuseWhileUsed(tx: Db, image: ScopedImage): Promise<void> {
  const uses = await tx.projectUse.findMany({
    where: { imageId: image.id },
    select: { name: true, project: { select: { name: true, team: { select: { name: true } } } } },
    orderBy: { project: { name: "asc" } },
    take: 100,
  });
  const projects = [...new Set(uses.map(({ project }) => `${project.team.name}/${project.name}`))];
  if (projects.length > 0) {
    throw inUse(`${projects.length === 1 ? "A project uses" : "Projects use"} it: ${enumerate(projects)}.`);
  }
  const children = [
    ...new Set((await listChildren(tx, image)).map((child) => `${child.team}/${child.image}`)),
  ];
  if (children.length > 0) throw inUse(`Images are built on it: ${enumerate(children)}.`);
}

function inUse(sentence: string): AppError {
  return new AppError(
    "conflict",
    `${sentence} Deprecate it with a replacement, and delete it when nobody uses it.`,
  );
}

function enumerate(names: string[]): string {
  const more = names.length - 5;
  return more > 0 ? `${names.slice(0, 5).join(", ")} and ${more} more` : names.join(", ");
}
