import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId } from "#lib/auth/scope";
import { lockImage } from "#lib/channels/promote";
import { type Db, db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import { emitEvent } from "#lib/events/emit-event";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";
import { listShares } from "#lib/images/list-shares";
import type { Share } from "#lib/images/sharing-schemas";
import { notifyChange } from "#lib/live/notify";

type Shares = { visibility: "team" | "organisation"; items: Share[] };

/** Lets another team use an image, or edit it too; or changes which. Maintainers of the image only. */
export async function shareImage(
  ctx: Context,
  input: { team: string; image: string; withTeam: string; access: "use" | "edit" },
): Promise<Shares> {
  const image = await getImageInScope(ctx, input, "maintainer");
  if (input.withTeam === image.team) {
    throw new AppError("invalid", `${image.team} has this image already: it is its own.`, {
      problems: [{ field: "withTeam", message: "Choose another team." }],
    });
  }
  await db.$transaction(async (tx) => {
    const team = await tx.team.findUnique({ where: { name: input.withTeam }, select: { id: true } });
    if (!team) throw noTeam(input.withTeam);
    const where = { imageId_teamId: { imageId: image.id, teamId: team.id } };
    const before = await tx.imageShare.findUnique({ where, select: { access: true } });
    if (before?.access === input.access) return;
    await tx.imageShare.upsert({
      where,
      create: { imageId: image.id, teamId: team.id, access: input.access, createdById: actingUserId(ctx) },
      update: { access: input.access },
    });
    await recordAudit(tx, ctx, {
      action: "image.share",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      ...(before && { before: { team: input.withTeam, access: before.access } }),
      after: { team: input.withTeam, access: input.access },
    });
    await emitEvent(tx, ctx, {
      kind: "image.shared",
      imageId: image.id,
      withTeam: { id: team.id, name: input.withTeam },
      access: input.access,
    });
    await tell(tx, image, input.withTeam);
  });
  return listShares(ctx, input);
}

/**
 * Takes a share away. Maintainers of the image only.
 * @throws conflict while projects of that team use it, naming them
 */
export async function unshareImage(
  ctx: Context,
  input: { team: string; image: string; withTeam: string },
): Promise<Shares> {
  const image = await getImageInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    const team = await tx.team.findUnique({ where: { name: input.withTeam }, select: { id: true } });
    const where = { imageId: image.id, team: { name: input.withTeam } };
    const share = await tx.imageShare.findFirst({ where, select: { access: true, image: true } });
    if (!team || !share) throw notFound(`share with ${input.withTeam}`);
    if (share.image.visibility === "team") await refuseWhileUsed(tx, image, { teamId: team.id });
    await tx.imageShare.deleteMany({ where });
    await recordAudit(tx, ctx, {
      action: "image.unshare",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { team: input.withTeam, access: share.access },
    });
    await tell(tx, image, input.withTeam);
  });
  return listShares(ctx, input);
}

/**
 * Opens an image to everyone who can sign in, or closes it again. Maintainers of the image only.
 * @throws conflict when projects of other teams would lose it, naming them
 */
export async function setVisibility(
  ctx: Context,
  input: { team: string; image: string; visibility: "team" | "organisation" },
): Promise<Shares> {
  const image = await getImageInScope(ctx, input, "maintainer");
  await db.$transaction(async (tx) => {
    await lockImage(tx, image.id);
    const { visibility, shares } = await tx.image.findUniqueOrThrow({
      where: { id: image.id },
      select: { visibility: true, shares: { select: { teamId: true } } },
    });
    if (visibility === input.visibility) return;
    if (input.visibility === "team") {
      const kept = [image.teamId, ...shares.map(({ teamId }) => teamId)];
      await refuseWhileUsed(tx, image, { teamId: { notIn: kept } });
    }
    await tx.image.update({ where: { id: image.id }, data: { visibility: input.visibility } });
    await recordAudit(tx, ctx, {
      action: "image.setVisibility",
      teamId: image.teamId,
      imageId: image.id,
      target: `${image.team}/${image.name}`,
      before: { visibility },
      after: { visibility: input.visibility },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return listShares(ctx, input);
}

async function refuseWhileUsed(
  tx: Pick<Db, "projectUse">,
  image: ScopedImage,
  project: { teamId: string | { notIn: string[] } },
): Promise<void> {
  const uses = await tx.projectUse.findMany({
    where: { imageId: image.id, project },
    select: { project: { select: { name: true, team: { select: { name: true } } } } },
    take: 6,
  });
  if (uses.length === 0) return;
  const names = [...new Set(uses.map(({ project: { name, team } }) => `${team.name}/${name}`))];
  throw new AppError(
    "conflict",
    `Projects use it that would lose it: ${names.slice(0, 5).join(", ")}${names.length > 5 ? " and more" : ""}. Have them use another image first.`,
  );
}

/** Those who gain or lose sight of it have to look again, and hear of nothing else of it. */
async function tell(tx: Db, image: ScopedImage, team: string): Promise<void> {
  await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  await notifyChange(tx, { kind: "team", team });
}

function noTeam(name: string): AppError {
  return new AppError("not_found", `There is no team named ${name}. It may have been deleted.`, {
    problems: [{ field: "withTeam", message: "There is no such team." }],
  });
}
