import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId, getTeamInScope } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImage } from "#lib/images/get-image";
import { nameTaken, requireFreeName } from "#lib/images/require-free-name";
import type { createImageSchema, Image } from "#lib/images/schemas";
import { notifyChange } from "#lib/live/notify";
import { unlessTaken } from "#lib/unless-taken";
import { checkDefinition } from "#lib/versions/check-definition";
import { declaredContents } from "#lib/versions/declared-contents";

/**
 * Creates an image; its Dockerfile becomes version 1 – or the next number, where a deleted image of that
 * repository had versions, so that no tag in the registry ever means something else.
 * @param fork the version of another image that this one is made from
 * @throws conflict when the name is taken in the team
 */
export async function createImage(
  ctx: Context,
  input: z.infer<typeof createImageSchema>,
  fork?: { forkedFromId: string; forkedFromVersion: number },
): Promise<Image> {
  const team = getTeamInScope(ctx, input.team, "developer");
  checkDefinition(input.dockerfile);
  await unlessTaken(
    () =>
      db.$transaction(async (tx) => {
        const repository = `${team.name}/${input.name}`;
        // Whatever a deleted image was called last, and in which team: its tags stand where it was created.
        const former = await tx.image.aggregate({ where: { repository }, _max: { versionCount: true } });
        const number = (former._max.versionCount ?? 0) + 1;
        const userId = actingUserId(ctx);
        await requireFreeName(tx, ctx, team, input.name);
        const { id } = await tx.image.create({
          data: {
            teamId: team.id,
            name: input.name,
            repository,
            ...declaredContents(input.dockerfile),
            ...fork,
            description: input.description,
            createdById: userId,
            versionCount: number,
            versions: {
              create: { number, dockerfile: input.dockerfile, message: input.message, authorId: userId },
            },
          },
        });
        await recordAudit(tx, ctx, {
          action: fork ? "image.fork" : "image.create",
          teamId: team.id,
          imageId: id,
          target: `${team.name}/${input.name}`,
          after: { description: input.description, version: number, ...fork },
        });
        await notifyChange(tx, { kind: "image", team: team.name, image: input.name });
      }),
    () => nameTaken(team, input.name),
  );
  return getImage(ctx, { team: team.name, image: input.name });
}
