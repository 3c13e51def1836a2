import type { Context, ContextTeam } from "#lib/auth/context";
import { AppError, notFound } from "#lib/errors";

/** The ids of the teams whose things the actor may see. */
export function visibleTeamIds(ctx: Context): string[] {
  return ctx.teams.map((team) => team.id);
}

/** The actor's team of that name. @throws not_found, whether it is missing or someone else's. */
export function getTeamInScope(ctx: Context, name: string): ContextTeam {
  const team = ctx.teams.find((candidate) => candidate.name === name);
  if (!team) throw notFound(`team as “${name}”`);
  return team;
}

/** As getTeamInScope, for what only owners do. Tokens own nothing. @throws forbidden */
export function getOwnedTeam(ctx: Context, name: string): ContextTeam {
  const team = getTeamInScope(ctx, name);
  if (ctx.actor.kind !== "user" || team.role !== "owner") {
    throw new AppError("forbidden", `Only an owner of ${name} can do this.`);
  }
  return team;
}

/** The administrator who acts. @throws forbidden for everyone else, and for tokens. */
export function requireAdministrator(ctx: Context): { id: string } {
  if (ctx.actor.kind !== "user" || !ctx.actor.isAdmin) {
    throw new AppError("forbidden", "Only an administrator of this Bakehouse can do this.");
  }
  return ctx.actor;
}

/** The person who acts, or null for a token: what goes into author columns. */
export function actingUserId(ctx: Context): string | null {
  return ctx.actor.kind === "user" ? ctx.actor.id : null;
}
