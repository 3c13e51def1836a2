import { auth } from "#lib/auth/auth";
import type { Context } from "#lib/auth/context";
import { contextFromToken, toTeams } from "#lib/auth/context-from-token";
import { originOf } from "#lib/auth/origin-of";
import { readSession } from "#lib/auth/read-session";
import { db } from "#lib/db";

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
  const known = await readSession(headers.get("cookie") ?? "");
  if (known) {
    const { id: session, user, teams } = known;
    return { actor: { kind: "user", ...user, session }, teams, origin: originOf(headers) };
  }
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
