import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import type { Version } from "#lib/versions/schemas";
import { toVersion, VERSION_SELECT } from "#lib/versions/version-dto";

/** One version with its Dockerfile, byte for byte as it was saved. */
export async function getVersion(
  ctx: Context,
  input: { team: string; image: string; number: number },
): Promise<Version> {
  const image = await getImageInScope(ctx, input);
  const row = await db.version.findUnique({
    where: { imageId_number: { imageId: image.id, number: input.number } },
    select: { ...VERSION_SELECT, dockerfile: true },
  });
  if (!row) throw notFound(`version as ${input.number} of ${input.team}/${input.image}`);
  return toVersion(row);
}
