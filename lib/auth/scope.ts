import type { Context, ContextTeam, Person } from "#lib/auth/context";
import { isAtLeast, type Role } from "#lib/auth/roles";
import { db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";

/** The ids of the teams that the actor acts in. */
export function visibleTeamIds(ctx: Context): string[] {
  return ctx.teams.map((team) => team.id);
}

/**
 * The actor's team of that name, if they are at least this in it.
 * @throws not_found, whether it is missing or someone else's; forbidden when their role does not suffice
 */
export function getTeamInScope(ctx: Context, name: string, need: Role = "viewer"): ContextTeam {
  const team = ctx.teams.find((candidate) => candidate.name === name);
  if (!team) throw notFound(`team as “${name}”`);
  requireRole(team.role, need, name);
  return team;
}

/** @throws forbidden, naming the role that is needed and the one there is */
export function requireRole(role: Role, need: Role, where: string): void {
  if (isAtLeast(role, need)) return;
  const article = need === "owner" ? "an" : "a";
  throw new AppError(
    "forbidden",
    `This needs ${article} ${need} of ${where}; you are ${role === "owner" ? "an" : "a"} ${role} there.`,
  );
}

/**
 * The team of that name, to see who is in it: for its members, and for administrators of the instance, who need not
 * be in it and see none of its images by this. @throws not_found
 */
export async function getTeamToSee(ctx: Context, name: string): Promise<{ id: string; name: string }> {
  const own = ctx.teams.find((team) => team.name === name);
  if (own || !isAdministrator(ctx)) return getTeamInScope(ctx, name);
  const team = await db.team.findUnique({ where: { name }, select: { id: true, name: true } });
  if (!team) throw notFound(`team as “${name}”`);
  return team;
}

/** The team of that name, to manage its members: for its owners and for administrators. @throws not_found, forbidden */
export async function getTeamToManage(ctx: Context, name: string): Promise<{ id: string; name: string }> {
  return isAdministrator(ctx) ? getTeamToSee(ctx, name) : getTeamInScope(ctx, name, "owner");
}

/** Whether an administrator of the instance acts. */
export function isAdministrator(ctx: Context): boolean {
  return ctx.actor.kind === "user" && ctx.actor.isAdmin;
}

/** The administrator who acts. @throws forbidden for everyone else, and for teams' tokens. */
export function requireAdministrator(ctx: Context): { id: string } {
  if (ctx.actor.kind !== "user" || !ctx.actor.isAdmin) {
    throw new AppError("forbidden", "Only an administrator of this Bakehouse can do this.");
  }
  return ctx.actor;
}

/** The person who acts with a session of their own: no token makes tokens. @throws forbidden */
export function requirePerson(ctx: Context): Person {
  if (ctx.actor.kind !== "user" || ctx.actor.token) {
    throw new AppError("forbidden", "A token cannot do this: sign in and do it yourself.");
  }
  return ctx.actor;
}

/** The person who acts, or null for a team's token: what goes into author columns. */
export function actingUserId(ctx: Context): string | null {
  return ctx.actor.kind === "user" ? ctx.actor.id : null;
}

/** The token that acts, a team's or a person's, or null for a session. */
export function actingTokenId(ctx: Context): string | null {
  return ctx.actor.kind === "token" ? ctx.actor.id : (ctx.actor.token?.id ?? null);
}
