import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId, getTeamInScope, requireRole } from "#lib/auth/scope";
import { lockImage } from "#lib/channels/promote";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { isUsedByTeam } from "#lib/images/is-used-by-team";
import { nameTaken, requireFreeName } from "#lib/images/require-free-name";
import type { Image } from "#lib/images/schemas";
import type { renameSchema } from "#lib/images/sharing-schemas";
import { notifyChange } from "#lib/live/notify";
import { unlessTaken } from "#lib/unless-taken";

/**
 * Renames an image, moves it to another team, or both. The old name goes on naming it, in the API, in pages and in
 * FROM, and its repository in the registry stays where it is: no reference breaks, so a team that it leaves and that
 * uses it is let use it on. Renaming needs a maintainer; moving an owner of its team who may create images in the other.
 * @throws conflict when the name is taken
 */
export async function renameImage(ctx: Context, input: z.infer<typeof renameSchema>): Promise<Image> {
  const { id } = await getImageInScope(ctx, input, "maintainer");
  const at = await db.$transaction(async (tx) => {
    await lockImage(tx, id);
    // What it was called before the lock was had may be a name that it had.
    const image = await getImageInScope(ctx, input, "maintainer", tx);
    const moves = input.toTeam !== undefined && input.toTeam !== image.team;
    if (moves) requireRole(image.role, "owner", `${image.team}/${image.name}`);
    const team = moves
      ? getTeamInScope(ctx, input.toTeam ?? "", "developer")
      : { id: image.teamId, name: image.team };
    const name = input.name ?? image.name;
    if (!moves && name === image.name) return { team: team.name, image: name };
    // Back to a name that it had itself, it needs no pointer there any more.
    await tx.formerImageName.deleteMany({ where: { teamId: team.id, name, imageId: id } });
    await requireFreeName(tx, ctx, team, name);
    const isShared = moves && (await isUsedByTeam(tx, image, image.teamId));
    await unlessTaken(
      () => tx.image.update({ where: { id }, data: { name, teamId: team.id, updatedAt: new Date() } }),
      () => nameTaken(team, name),
    );
    if (moves) {
      await tx.build.updateMany({ where: { imageId: id }, data: { teamId: team.id } });
      await tx.buildLayer.updateMany({ where: { build: { imageId: id } }, data: { teamId: team.id } });
      await tx.imageShare.deleteMany({ where: { imageId: id, teamId: team.id } });
    }
    if (isShared) {
      const data = { imageId: id, teamId: image.teamId, createdById: actingUserId(ctx) };
      await tx.imageShare.create({ data: { ...data, access: "use" } });
    }
    await tx.formerImageName.upsert({
      where: { teamId_name: { teamId: image.teamId, name: image.name } },
      create: { teamId: image.teamId, name: image.name, imageId: id },
      update: { imageId: id },
    });
    await recordAudit(tx, ctx, {
      action: moves ? "image.move" : "image.rename",
      teamId: team.id,
      imageId: id,
      target: `${team.name}/${name}`,
      before: { name: `${image.team}/${image.name}` },
      after: { name: `${team.name}/${name}`, ...(isShared && { sharedWith: image.team }) },
    });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
    await notifyChange(tx, { kind: "image", team: team.name, image: name });
    return { team: team.name, image: name };
  });
  return getImage(ctx, at);
}
