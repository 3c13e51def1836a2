import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { getTeamToManage } from "#lib/auth/scope";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { formatCount } from "#lib/format/format-count";
import { notifyChange } from "#lib/live/notify";

/**
 * Deletes a team with its members, tokens, invitations and webhooks. Owners and administrators only.
 * @throws conflict while it has images or projects, saying how many
 */
export async function deleteTeam(ctx: Context, input: { team: string }): Promise<Record<string, never>> {
  const team = await getTeamToManage(ctx, input.team);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${team.id}::uuid FOR UPDATE`;
    await requireEmpty(tx, team);
    const { description, _count: had } = await tx.team.findUniqueOrThrow({
      where: { id: team.id },
      select: { description: true, _count: { select: { members: true, tokens: true } } },
    });
    const image = await tx.image.findFirst({
      where: { OR: [{ teamId: team.id }, { repository: { startsWith: `${team.name}/` } }] },
      select: { id: true },
    });
    await tx.team.delete({ where: { id: team.id } });
    await recordAudit(tx, ctx, {
      action: "team.delete",
      teamId: team.id,
      target: team.name,
      before: { description, members: had.members, tokens: had.tokens, hadImages: image !== null },
    });
    await notifyChange(tx, { kind: "team", team: team.name });
  });
  return {};
}

async function requireEmpty(tx: Pick<Db, "image" | "project">, team: { id: string; name: string }) {
  const images = await tx.image.count({ where: { teamId: team.id, deletedAt: null } });
  const projects = await tx.project.count({ where: { teamId: team.id } });
  const left = [
    images > 0 ? formatCount(images, "image") : null,
    projects > 0 ? formatCount(projects, "project") : null,
  ].filter((words) => words !== null);
  if (left.length === 0) return;
  throw new AppError(
    "conflict",
    `${team.name} has ${left.join(" and ")}. Delete or move them first, then delete the team.`,
  );
}
