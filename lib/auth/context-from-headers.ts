import { auth } from "#lib/auth/auth";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";
import { notifyChange } from "#lib/live/notify";
import { hashToken } from "#lib/tokens/hash-token";

const USED_RESOLUTION_MS = 60_000;

/**
 * Who sends these headers: the holder of a bearer token, a person with a session, or null for nobody.
 * @throws unauthenticated when a token is given but wrong or revoked: a script must not go on as nobody.
 */
export async function contextFromHeaders(headers: Headers): Promise<Context | null> {
  const authorization = headers.get("authorization");
  if (authorization) return contextFromToken(authorization);
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const memberships = await db.member.findMany({
    where: { userId: session.user.id },
    select: { role: true, team: { select: { id: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  });
  const { id, name, email, isAdmin } = session.user;
  return {
    actor: { kind: "user", id, name, email, isAdmin: isAdmin ?? false },
    teams: memberships.map(({ role, team }) => ({ ...team, role })),
  };
}

async function contextFromToken(authorization: string): Promise<Context> {
  const secret = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
  if (!secret) {
    throw new AppError("unauthenticated", "The Authorization header must read “Bearer TOKEN”.");
  }
  const token = await db.apiToken.findUnique({
    where: { hash: hashToken(secret) },
    select: {
      id: true,
      name: true,
      revokedAt: true,
      lastUsedAt: true,
      team: { select: { id: true, name: true } },
    },
  });
  if (!token) {
    throw new AppError(
      "unauthenticated",
      "This token is not known. Make one on the team's page, or check for a typing error.",
    );
  }
  if (token.revokedAt) {
    throw new AppError("unauthenticated", "This token was revoked. Make a new one on the team's page.");
  }
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > USED_RESOLUTION_MS) {
    await db.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() } });
    await notifyChange(db, { kind: "tokens", team: token.team.name });
  }
  return {
    actor: { kind: "token", id: token.id, name: token.name },
    teams: [{ ...token.team, role: "member" }],
  };
}
