import type { Role } from "#lib/auth/roles";
import { queryPrepared } from "#lib/prepared";
import { hashToken } from "#lib/tokens/hash-token";

type TeamRole = { role: Role; team: { id: string; name: string } };

/** A token as it is found by its secret, with the team or the person that it speaks for. */
export interface FoundToken {
  id: string;
  name: string;
  role: Role;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  team: { id: string; name: string } | null;
  user: { id: string; name: string; email: string; isAdmin: boolean; memberships: TeamRole[] } | null;
}

const FIND = `
  SELECT token.id, token.name, token.role::text, token."expiresAt", token."revokedAt", token."lastUsedAt",
    CASE WHEN team.id IS NOT NULL THEN json_build_object('id', team.id, 'name', team.name) END AS team,
    CASE WHEN person.id IS NOT NULL THEN json_build_object(
      'id', person.id, 'name', person.name, 'email', person.email, 'isAdmin', person."isAdmin",
      'memberships', COALESCE((
        SELECT json_agg(json_build_object('role', member.role,
          'team', json_build_object('id', own.id, 'name', own.name)) ORDER BY own.name)
        FROM "Member" member JOIN "Team" own ON own.id = member."teamId"
        WHERE member."userId" = person.id), '[]')
    ) END AS "user"
  FROM "ApiToken" token
  LEFT JOIN "Team" team ON team.id = token."teamId"
  LEFT JOIN "User" person ON person.id = token."userId"
  WHERE token.hash = $1`;

/** The token of a secret, be it revoked or expired by now; null for one that was never given out. */
export async function findToken(secret: string): Promise<FoundToken | null> {
  const [token] = await queryPrepared<FoundToken>("find-token", FIND, [hashToken(secret)]);
  return token ?? null;
}
