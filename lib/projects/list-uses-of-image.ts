import type { Context } from "#lib/auth/context";
import { isAtLeast } from "#lib/auth/roles";
import { visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import { readUses } from "#lib/projects/read-uses";
import type { Use } from "#lib/projects/schemas";
import { Prisma } from "#prisma/generated/client";

const NAME = Prisma.sql`(team.name || '/' || project.name || '/' || use.name)`;

/**
 * Who uses an image, by name. Its maintainers see every project; others those of their own teams, and how many there are
 * beside these. With the newest ask of any project.
 */
export async function listUsesOfImage(
  ctx: Context,
  input: { team: string; image: string; cursor?: string; limit: number },
): Promise<{ items: Use[]; nextCursor: string | null; others: number; lastAskedAt: string | null }> {
  const image = await getImageInScope(ctx, input);
  const teamIds = visibleTeamIds(ctx);
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const seesAll = isAtLeast(image.role, "maintainer");
  const [page, seen, all] = await Promise.all([
    db.$queryRaw<{ id: string; name: string }[]>`
      SELECT use.id, ${NAME} AS name FROM "ProjectUse" use
      JOIN "Project" project ON project.id = use."projectId" JOIN "Team" team ON team.id = project."teamId"
      WHERE use."imageId" = ${image.id}::uuid
        AND (${seesAll}::boolean OR project."teamId" = ANY(${teamIds}::uuid[]))
        AND (${after === null}::boolean OR (${NAME}, use.id) > (${after?.value ?? ""}, ${after?.id ?? image.id}::uuid))
      ORDER BY name, use.id LIMIT ${input.limit + 1}::int`,
    seesAll
      ? null
      : db.projectUse.count({ where: { imageId: image.id, project: { teamId: { in: teamIds } } } }),
    db.projectUse.aggregate({
      where: { imageId: image.id },
      _count: true,
      _max: { lastAskedAt: true },
    }),
  ]);
  const shown = page.slice(0, input.limit);
  const uses = await readUses(
    "uses",
    shown.map(({ id }) => id),
    teamIds,
  );
  const byId = new Map(uses.map((use) => [use.id, use]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ id }) => byId.get(id) ?? []),
    nextCursor: page.length > input.limit && last ? encodeCursor(last.name, last.id) : null,
    others: seen === null ? 0 : all._count - seen,
    lastAskedAt: all._max.lastAskedAt?.toISOString() ?? null,
  };
}
