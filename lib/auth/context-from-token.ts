import type { Context, ContextTeam, Origin } from "#lib/auth/context";
import { lesserRole, type Role } from "#lib/auth/roles";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { findToken } from "#lib/tokens/find-token";

/** How exactly a token's last use is kept, so that not every request writes. */
const USED_RESOLUTION_MS = 60_000;

/**
 * Who an Authorization header speaks for.
 * @throws unauthenticated when its token is wrong, expired or revoked
 */
export async function contextFromToken(authorization: string, origin: Origin): Promise<Context> {
  const secret = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (!secret) {
    throw new AppError("unauthenticated", "The Authorization header must read “Bearer TOKEN”.");
  }
  const token = await findToken(secret);
  if (!token) {
    throw new AppError(
      "unauthenticated",
      "This token is not known. Check for a typing error, or make another on your team's or account's page.",
    );
  }
  if (token.revokedAt) {
    throw new AppError(
      "unauthenticated",
      "This token was revoked. Make another on your team's or account's page.",
    );
  }
  if (token.expiresAt && token.expiresAt.getTime() <= Date.now()) {
    throw new AppError(
      "unauthenticated",
      `This token expired on ${token.expiresAt.toISOString().slice(0, 10)}. Make another.`,
    );
  }
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > USED_RESOLUTION_MS) {
    await db.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() } });
    if (token.team) await notifyChange(db, { kind: "tokens", team: token.team.name });
  }
  const { id, name, role, user, team } = token;
  if (user) {
    const { memberships, isAdmin, ...person } = user;
    return {
      actor: { kind: "user", ...person, isAdmin: isAdmin && role === "owner", token: { id, name, role } },
      teams: toTeams(memberships, role),
      origin,
    };
  }
  return { actor: { kind: "token", id, name }, teams: team ? [{ ...team, role }] : [], origin };
}

/** Memberships as a context has them, each role no higher than `most`. */
export function toTeams(
  memberships: { role: Role; team: { id: string; name: string } }[],
  most: Role = "owner",
): ContextTeam[] {
  return memberships.map(({ role, team }) => ({ ...team, role: lesserRole(role, most) }));
}
