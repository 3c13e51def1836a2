import type { Db } from "#lib/db";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/names/is-uuid";

export interface NamedBuild {
  id: string;
  tag: string;
  status: string;
  revokedAt: Date | null;
  revokeReason: string | null;
}

/** A build of an image by its id or its tag ("3.2"). @throws not_found */
export async function findBuildOfImage(
  tx: Pick<Db, "build">,
  image: { id: string; team: string; name: string },
  build: string,
): Promise<NamedBuild> {
  const [, version, number] = /^(\d{1,9})\.(\d{1,9})$/.exec(build) ?? [];
  const by = version
    ? { version: { number: Number(version) }, number: Number(number) }
    : isUuid(build)
      ? { id: build }
      : null;
  const row = by
    ? await tx.build.findFirst({
        where: { imageId: image.id, ...by },
        select: {
          id: true,
          number: true,
          status: true,
          revokedAt: true,
          revokeReason: true,
          version: { select: { number: true } },
        },
      })
    : null;
  if (!row) throw notFound(`build as ${build} of ${image.team}/${image.name}`);
  const { version: of, number: n, ...rest } = row;
  return { ...rest, tag: `${of.number}.${n}` };
}
