import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { countUses } from "#lib/images/count-uses";
import { visibleImages } from "#lib/images/image-access";
import { IMAGE_SELECT, toImageSummary } from "#lib/images/image-dto";
import type { SimilarImage } from "#lib/images/sharing-schemas";
import { declaredBases, declaredContents } from "#lib/versions/declared-contents";

const CANDIDATES = 200;
const SHOWN = 3;
/** Below this the two have little to do with each other. */
const NEAR = 0.3;

/**
 * The images nearest to a Dockerfile that the actor may see, for whoever is about to make one more: those that
 * declare most of the same packages (Jaccard index), the same base counting as one package more.
 */
export async function listSimilarImages(
  ctx: Context,
  input: { dockerfile: string },
): Promise<{ items: SimilarImage[] }> {
  const mine = declaredContents(input.dockerfile);
  const bases = declaredBases(input.dockerfile, ["from"]);
  if (mine.packages.length === 0) return { items: [] };
  const rows = await db.image.findMany({
    where: { AND: visibleImages(ctx), deletedAt: null, packages: { hasSome: mine.packages } },
    select: { ...IMAGE_SELECT, bases: true },
    orderBy: [{ updatedAt: "desc" }],
    take: CANDIDATES,
  });
  const near = rows
    .map((row) => {
      const shared = mine.packages.filter((name) => row.packages.includes(name));
      const sameBase = bases.some((base) => row.bases.includes(base));
      const all = new Set([...mine.packages, ...row.packages]).size + 1;
      return { row, shared, sameBase, near: (shared.length + Number(sameBase)) / all };
    })
    .filter(({ near }) => near >= NEAR)
    .sort((one, other) => other.near - one.near)
    .slice(0, SHOWN);
  const counted = await countUses(near.map(({ row }) => row.id));
  const items = near.map(({ row, shared, sameBase }) => {
    const { team, name, description, latest, uses, deprecated, packages } = toImageSummary(
      row,
      counted.get(row.id) ?? 0,
    );
    return {
      image: `${team}/${name}`,
      description,
      latest,
      uses,
      deprecated: deprecated !== null,
      sameBase,
      shared,
      missing: mine.packages.filter((each) => !packages.includes(each)),
      extra: packages.filter((each) => !mine.packages.includes(each)),
    };
  });
  return { items };
}
