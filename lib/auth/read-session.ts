import { createHmac, timingSafeEqual } from "node:crypto";
import type { ContextTeam } from "#lib/auth/context";
import { env } from "#lib/env";
import { queryPrepared } from "#lib/prepared";

/** Someone who is signed in, as far as every request has to know. */
export interface ReadSession {
  id: string;
  user: { id: string; name: string; email: string; isAdmin: boolean };
  teams: ContextTeam[];
}

/** In seconds: how long a session lasts, and after how much of that it is made longer by whoever comes. */
export const SESSION_SECONDS = { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 };

const COOKIE = /(?:^|;\s*)(?:__Secure-)?bakehouse\.session_token=([^;\s]+)/;

const SQL = `
  SELECT session.id, person.id AS "userId", person.name, person.email, person."isAdmin",
    COALESCE((
      SELECT json_agg(json_build_object('id', team.id, 'name', team.name, 'role', member.role) ORDER BY team.name)
      FROM "Member" member JOIN "Team" team ON team.id = member."teamId" WHERE member."userId" = person.id
    ), '[]') AS teams
  FROM "Session" session JOIN "User" person ON person.id = session."userId"
  WHERE session.token = $1 AND session."expiresAt" > now() + make_interval(secs => $2)`;

/**
 * The session that a Cookie header names, with one prepared statement: it is asked for by every request of every page,
 * and the library's own way takes four queries. Null wherever that has to decide: the cookie is not one that it signed,
 * the session is over, or is due to be made longer.
 */
export async function readSession(cookies: string): Promise<ReadSession | null> {
  const token = tokenOf(cookies);
  if (!token) return null;
  const [row] = await queryPrepared<
    { id: string; userId: string; teams: ContextTeam[] } & ReadSession["user"]
  >("read-session", SQL, [token, SESSION_SECONDS.expiresIn - SESSION_SECONDS.updateAge]);
  if (!row) return null;
  const { id, userId, name, email, isAdmin, teams } = row;
  return { id, user: { id: userId, name, email, isAdmin }, teams };
}

/** As better-auth signs it: the token, a full stop, and its HMAC-SHA256 in base64, all percent-encoded. */
function tokenOf(cookies: string): string | null {
  const { BAKEHOUSE_SECRET } = env();
  const value = COOKIE.exec(cookies)?.[1];
  if (!value || !BAKEHOUSE_SECRET) return null;
  try {
    const text = decodeURIComponent(value);
    const at = text.lastIndexOf(".");
    const token = text.slice(0, at);
    const given = Buffer.from(text.slice(at + 1), "base64");
    const expected = createHmac("sha256", BAKEHOUSE_SECRET).update(token).digest();
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
  } catch {
    return null;
  }
}
