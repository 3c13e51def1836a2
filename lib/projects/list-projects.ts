import type { Context } from "#lib/auth/context";
import { getTeamInScope, visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";
import { escapeLike } from "#lib/names/escape-like";
import { wordsOf } from "#lib/names/words-of";
import { readUses } from "#lib/projects/read-uses";
import type { Project, Use } from "#lib/projects/schemas";

/**
 * Projects of the actor's teams by name, each with its uses and what each is given now. Words are looked for in names
 * and teams, so that "media/site" finds it, whole or in part.
 */
export async function listProjects(
  ctx: Context,
  input: { team?: string; q: string; cursor?: string; limit: number },
): Promise<{ items: Project[]; nextCursor: string | null }> {
  const teamIds = input.team ? [getTeamInScope(ctx, input.team).id] : visibleTeamIds(ctx);
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const rows = await db.project.findMany({
    where: {
      teamId: { in: teamIds },
      AND: wordsOf(input.q).map((word) => ({
        OR: [{ name: { contains: escapeLike(word) } }, { teamId: { in: teamsNamed(ctx, word) } }],
      })),
      ...(after && { OR: [{ name: { gt: after.value } }, { name: after.value, id: { gt: after.id } }] }),
    },
    select: {
      id: true,
      name: true,
      description: true,
      createdAt: true,
      team: { select: { id: true, name: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const ids = items.map(({ id }) => id);
  const uses = ids.length > 0 ? await readUses("projects", ids, visibleTeamIds(ctx)) : [];
  const byProject = Map.groupBy(uses, ({ projectId }) => projectId);
  const roles = new Map(ctx.teams.map(({ id, role }) => [id, role]));
  const last = items.at(-1);
  return {
    items: items.map(({ team, createdAt, ...project }) => {
      const own = byProject.get(project.id) ?? [];
      return {
        ...project,
        team: team.name,
        role: roles.get(team.id) ?? "viewer",
        createdAt: createdAt.toISOString(),
        lastAskedAt: newestOf(own),
        uses: own,
      };
    }),
    nextCursor: rows.length > input.limit && last ? encodeCursor(last.name, last.id) : null,
  };
}

/** The teams are known already: no row is joined with its own to be looked at. */
function teamsNamed(ctx: Context, word: string): string[] {
  return ctx.teams.filter(({ name }) => name.includes(word)).map(({ id }) => id);
}

/** When any of the uses was last asked for. */
export function newestOf(uses: readonly Use[]): string | null {
  return uses.reduce<string | null>(
    (newest, { lastAskedAt }) => (lastAskedAt && lastAskedAt > (newest ?? "") ? lastAskedAt : newest),
    null,
  );
}
