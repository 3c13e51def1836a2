import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getProjectInScope } from "#lib/projects/get-project-in-scope";

/** How often a project asked for each of its images, by day (UTC), the oldest first; days without are left out. */
export async function listUseDays(
  ctx: Context,
  input: { team: string; project: string; days: number },
): Promise<{ items: { day: string; use: string; count: number }[] }> {
  const project = await getProjectInScope(ctx, input);
  const since = new Date(Date.now() - (input.days - 1) * 86_400_000);
  since.setUTCHours(0, 0, 0, 0);
  const rows = await db.projectUseDay.findMany({
    where: { use: { projectId: project.id }, day: { gte: since } },
    select: { day: true, count: true, use: { select: { name: true } } },
    orderBy: [{ day: "asc" }, { use: { name: "asc" } }],
  });
  return {
    items: rows.map(({ day, count, use }) => ({ day: day.toISOString().slice(0, 10), use: use.name, count })),
  };
}
