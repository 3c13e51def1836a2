import { createHash } from "node:crypto";
import { z } from "zod";
import type { Context } from "#lib/auth/context";
import { visibleTeamIds } from "#lib/auth/scope";
import { type FoundImageRows, type ImageRow, imageRowsSql, toImageRows } from "#lib/images/image-rows";
import type { listImagesSchema } from "#lib/images/schemas";
import { decodeCursor } from "#lib/names/cursor";
import { escapeLike } from "#lib/names/escape-like";
import { wordsOf } from "#lib/names/words-of";
import { queryPrepared } from "#lib/prepared";
import { ECOSYSTEMS } from "#lib/versions/declared-contents";

type Search = z.infer<typeof listImagesSchema>;

const ORDERS = {
  updated: { by: `"updatedAt" DESC, id DESC`, after: `("updatedAt", id) <` },
  name: { by: "name, id", after: "(name, id) >" },
};

/**
 * Which images the actor sees in the catalogue: the rows of a page in their order, with one more where there are more, and
 * how many there are in all, by one statement. Words are looked for in names, teams and descriptions, and among the packages that the newest
 * Dockerfile declares.
 */
export async function findImages(ctx: Context, input: Search): Promise<{ rows: ImageRow[]; total: number }> {
  const values: unknown[] = [];
  const give = (value: unknown) => `$${values.push(value)}`;
  const teamIds = give(visibleTeamIds(ctx));
  const teams = `(SELECT unnest(${teamIds}::uuid[]))`;
  const conditions = [
    `image."deletedAt" IS NULL`,
    `(image."teamId" IN ${teams} OR image.visibility = 'organisation'
      OR image.id IN (SELECT "imageId" FROM "ImageShare" WHERE "teamId" IN ${teams}))`,
    ...(input.team ? [`image."teamId" IN (SELECT id FROM "Team" WHERE name = ${give(input.team)})`] : []),
    ...(input.status ? [ofStatus(input.status, give)] : []),
    ...wordsOf(input.q).map((word) => withWord(word, give)),
  ];
  const order = ORDERS[input.sort];
  const after = input.cursor ? `WHERE ${order.after} ${placeOf(input.sort, input.cursor, give)}` : "";
  const text = `
    WITH found AS MATERIALIZED (
      SELECT image.id, image."updatedAt", image.name FROM "Image" image WHERE ${conditions.join(" AND ")}
    ), page AS MATERIALIZED (
      SELECT ARRAY(SELECT id FROM found ${after} ORDER BY ${order.by} LIMIT ${give(input.limit + 1)}::int) AS ids
    )
    SELECT (SELECT count(*) FROM found)::int AS total, (SELECT ids FROM page) AS ids,
      ${imageRowsSql("(SELECT ids FROM page)", teamIds)}`;
  // There are as many texts as there are combinations of filters and numbers of words.
  const isUsual = values.length <= MOST_VALUES;
  const name = isUsual ? `images ${createHash("sha1").update(text).digest("hex")}` : null;
  const [found] = await queryPrepared<FoundImageRows & { ids: string[]; total: number }>(name, text, values);
  return found ? { rows: toImageRows(found, found.ids), total: found.total } : { rows: [], total: 0 };
}

/** Of a search for three words in a team's images of a status, from a place on. */
const MOST_VALUES = 12;

type Give = (value: unknown) => string;

function ofStatus(status: NonNullable<Search["status"]>, give: Give): string {
  if (status === "never") return `image."lastBuildId" IS NULL`;
  // Looked up for each image that is seen: OFFSET keeps PostgreSQL from reading all builds of that status instead.
  return `EXISTS (SELECT FROM "Build" build WHERE build.id = image."lastBuildId" AND build.status = ${give(status)}::"BuildStatus" OFFSET 0)`;
}

function withWord(word: string, give: Give): string {
  const pattern = give(`%${escapeLike(word)}%`);
  return `(image.name LIKE ${pattern} OR image.description ILIKE ${pattern}
    OR image."teamId" = ANY (ARRAY(SELECT id FROM "Team" WHERE name LIKE ${pattern}))
    OR image.packages && ${give(packagesNamed(word))}::text[])`;
}

/** As declaredContents writes them; "npm:typescript" asks for that one alone. */
function packagesNamed(word: string): string[] {
  return word.includes(":") ? [word] : ECOSYSTEMS.map((ecosystem) => `${ecosystem}:${word}`);
}

const isTime = (value: string) => z.iso.datetime().safeParse(value).success;

function placeOf(sort: Search["sort"], cursor: string, give: Give): string {
  const { value, id } = decodeCursor(cursor, sort === "name" ? undefined : isTime);
  return `(${give(value)}::${sort === "name" ? "text" : "timestamptz"}, ${give(id)}::uuid)`;
}
