import type { Activity } from "#lib/activity/schemas";
import { IMAGE_SENTENCES, TEAM_SENTENCES } from "#lib/activity/sentences";
import { type AuditQuery, type AuditRow, readAuditPage } from "#lib/audit/read-audit-page";
import type { Context } from "#lib/auth/context";
import { getTeamInScope, visibleTeamIds } from "#lib/auth/scope";
import { db } from "#lib/db";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { decodeCursor, encodeCursor } from "#lib/names/cursor";

interface Page {
  cursor?: string;
  limit: number;
}

type ActivityPage = { items: Activity[]; nextCursor: string | null };

/** What happened in a team, newest first, for everyone in it. */
export async function listActivityOfTeam(
  ctx: Context,
  input: Page & { team: string },
): Promise<ActivityPage> {
  const { id } = getTeamInScope(ctx, input.team);
  return pageOfActivity({ scope: { teamIds: [id] } }, TEAM_SENTENCES, input);
}

/**
 * What happened to an image, newest first, for everyone who sees it, in whatever team it was at the time. With whom it
 * is shared is told to its team.
 */
export async function listActivityOfImage(
  ctx: Context,
  input: Page & { team: string; image: string },
): Promise<ActivityPage> {
  const { id, teamId } = await getImageInScope(ctx, input);
  const { "image.share": _, "image.unshare": __, ...told } = IMAGE_SENTENCES;
  const sentences = visibleTeamIds(ctx).includes(teamId) ? IMAGE_SENTENCES : told;
  return pageOfActivity({ scope: "everything", imageIds: [id] }, sentences, input);
}

async function pageOfActivity(
  query: Omit<AuditQuery, "limit">,
  sentences: typeof TEAM_SENTENCES,
  { cursor, limit }: Page,
): Promise<ActivityPage> {
  const rows = await readAuditPage({
    ...query,
    actions: Object.keys(sentences),
    before: cursor ? decodeCursor(cursor).id : undefined,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const paths = await imagePaths(shown);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      actor: { kind: row.actorKind, name: row.actorName },
      text: sentences[row.action]?.(row) ?? row.action,
      path: pathOf(row, paths),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor("", last.id) : null,
  };
}

/** Where the images of these events are now; those that were deleted are nowhere. */
async function imagePaths(rows: readonly AuditRow[]): Promise<Map<string, string>> {
  const images = await db.image.findMany({
    where: { id: { in: [...new Set(rows.flatMap(({ imageId }) => imageId ?? []))] }, deletedAt: null },
    select: { id: true, name: true, team: { select: { name: true } } },
  });
  return new Map(images.map(({ id, name, team }) => [id, `/images/${team.name}/${name}`]));
}

const TABS: Record<string, string> = { version: "?tab=versions", build: "?tab=builds" };

function pathOf({ action, imageId, target }: AuditRow, images: Map<string, string>): string | null {
  const [noun = ""] = action.split(".");
  if (noun === "project" || noun === "use")
    return action === "project.delete" ? null : `/projects/${target.split(":")[0]}`;
  const image = imageId ? images.get(imageId) : undefined;
  return image ? `${image}${TABS[noun] ?? ""}` : null;
}
