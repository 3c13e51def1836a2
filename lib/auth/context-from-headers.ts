import { auth } from "#lib/auth/auth";
import type { Context, ContextTeam, Origin } from "#lib/auth/context";
import { originOf } from "#lib/auth/origin-of";
import { lesserRole, type Role } from "#lib/auth/roles";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { findToken } from "#lib/tokens/find-token";

/** How exactly a token's last use is kept, so that not every request writes. */
const USED_RESOLUTION_MS = 60_000;

const MEMBERSHIPS = {
  select: { role: true, team: { select: { id: true, name: true } } },
  orderBy: { team: { name: "asc" } },
} as const;

/**
 * Who sends these headers: the holder of a bearer token, a person with a session, or null for nobody.
 * @throws unauthenticated when a token is given but wrong, expired or revoked: a script must not go on as nobody.
 */
export async function contextFromHeaders(headers: Headers): Promise<Context | null> {
  const authorization = headers.get("authorization");
  if (authorization) return contextFromToken(authorization, originOf(headers));
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const { id, name, email, isAdmin } = session.user;
  const memberships = await db.member.findMany({ where: { userId: id }, ...MEMBERSHIPS });
  return {
    actor: { kind: "user", id, name, email, isAdmin: isAdmin ?? false, session: session.session.id },
    teams: toTeams(memberships),
    origin: originOf(headers),
  };
}

async function contextFromToken(authorization: string, origin: Origin): Promise<Context> {
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

function toTeams(
  memberships: { role: Role; team: { id: string; name: string } }[],
  most: Role = "owner",
): ContextTeam[] {
  return memberships.map(({ role, team }) => ({ ...team, role: lesserRole(role, most) }));
}
