import type { Context } from "#lib/auth/context";
import { isAtLeast } from "#lib/auth/roles";
import { isAdministrator, requireRole } from "#lib/auth/scope";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";

/** Whose record may be read: of these teams, or all there is, with what belongs to no team. */
export type AuditScope = { teamIds: string[] } | "everything";

/**
 * What of the audit log the actor may read: of a team named, or of all whose maintainers they are; administrators all
 * of it, that of teams which are gone too.
 * @throws not_found for a team they may not see; forbidden when their role does not suffice
 */
export async function auditScope(ctx: Context, team?: string): Promise<AuditScope> {
  const isAdmin = isAdministrator(ctx);
  if (team === undefined) {
    if (isAdmin) return "everything";
    const teamIds = ctx.teams.filter(({ role }) => isAtLeast(role, "maintainer")).map(({ id }) => id);
    if (teamIds.length > 0) return { teamIds };
    throw new AppError("forbidden", "The audit log is for maintainers and owners of a team.");
  }
  const own = ctx.teams.find(({ name }) => name === team);
  if (own && !isAdmin) requireRole(own.role, "maintainer", team);
  const found =
    own ?? (isAdmin && (await db.team.findUnique({ where: { name: team }, select: { id: true } })));
  if (!found) throw notFound(`team as “${team}”`);
  return { teamIds: [found.id] };
}
