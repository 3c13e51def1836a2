import type { Context } from "#lib/auth/context";
import { repositoryOf } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { countUses } from "#lib/images/count-uses";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { IMAGE_SELECT, toImageSummary } from "#lib/images/image-dto";
import type { Image } from "#lib/images/schemas";

/** One image with its newest build and the one that :latest names. */
export async function getImage(ctx: Context, input: { team: string; image: string }): Promise<Image> {
  const { id, role } = await getImageInScope(ctx, input);
  const [row, uses] = await Promise.all([
    db.image.findUniqueOrThrow({
      where: { id },
      select: {
        ...IMAGE_SELECT,
        repository: true,
        platform: true,
        workerLabels: true,
        createdBy: { select: { name: true } },
      },
    }),
    countUses([id]),
  ]);
  return {
    ...toImageSummary(row, uses.get(id) ?? 0),
    createdBy: row.createdBy?.name ?? null,
    repository: repositoryOf(row),
    needs: { platform: row.platform, labels: row.workerLabels },
    role,
  };
}
