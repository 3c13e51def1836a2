import { z } from "zod";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { countUses } from "#lib/images/count-uses";
import { accessSelect, imageRole, visibleImages } from "#lib/images/image-access";
import { IMAGE_SELECT, toImageSummary } from "#lib/images/image-dto";
import type { ImageSummary, listImagesSchema } from "#lib/images/schemas";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import { escapeLike } from "#lib/names/escape-like";
import { wordsOf } from "#lib/names/words-of";
import { ECOSYSTEMS } from "#lib/versions/declared-contents";
import type { Prisma } from "#prisma/generated/client";

/**
 * The catalogue: images that the actor may see, each with its newest build and the one :latest names. Words are
 * looked for in names, teams and descriptions, and among the packages that the newest Dockerfile declares.
 */
export async function listImages(
  ctx: Context,
  input: z.infer<typeof listImagesSchema>,
): Promise<{ items: ImageSummary[]; nextCursor: string | null; total: number }> {
  const where: Prisma.ImageWhereInput = {
    deletedAt: null,
    ...(input.team && { team: { name: input.team } }),
    ...(input.status === "never" && { lastBuildId: null }),
    ...(input.status && input.status !== "never" && { lastBuild: { status: input.status } }),
    AND: [
      visibleImages(ctx),
      ...wordsOf(input.q).map(
        (word): Prisma.ImageWhereInput => ({
          OR: [
            { name: { contains: escapeLike(word) } },
            { description: { contains: escapeLike(word), mode: "insensitive" } },
            { team: { name: { contains: escapeLike(word) } } },
            { packages: { hasSome: packagesNamed(word) } },
          ],
        }),
      ),
    ],
  };
  const [rows, total] = await Promise.all([
    db.image.findMany({
      where: { AND: [where, input.cursor ? after(input.sort, input.cursor) : {}] },
      select: { ...IMAGE_SELECT, ...accessSelect(ctx) },
      orderBy:
        input.sort === "name" ? [{ name: "asc" }, { id: "asc" }] : [{ updatedAt: "desc" }, { id: "desc" }],
      take: input.limit + 1,
    }),
    db.image.count({ where }),
  ]);
  const items = rows.slice(0, input.limit);
  const uses = await countUses(items.map(({ id }) => id));
  const last = items.at(-1);
  const more = rows.length > input.limit && last;
  return {
    items: items.map((row) => ({
      ...toImageSummary(row, uses.get(row.id) ?? 0),
      role: imageRole(ctx, row) ?? "viewer",
    })),
    nextCursor: more
      ? encodeCursor(input.sort === "name" ? last.name : last.updatedAt.toISOString(), last.id)
      : null,
    total,
  };
}

/** As declaredContents writes them; "npm:typescript" asks for that one alone. */
function packagesNamed(word: string): string[] {
  return word.includes(":") ? [word] : ECOSYSTEMS.map((ecosystem) => `${ecosystem}:${word}`);
}

const isTime = (value: string) => z.iso.datetime().safeParse(value).success;

function after(sort: "name" | "updated", cursor: string): Prisma.ImageWhereInput {
  const { value, id } = decodeCursor(cursor, sort === "name" ? undefined : isTime);
  if (sort === "name") return { OR: [{ name: { gt: value } }, { name: value, id: { gt: id } }] };
  const at = new Date(value);
  return { OR: [{ updatedAt: { lt: at } }, { updatedAt: at, id: { lt: id } }] };
}
