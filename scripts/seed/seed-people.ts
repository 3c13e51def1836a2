import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

const AREAS = ["media", "search", "billing", "ml", "web", "data", "mobile", "infra", "docs", "games"];
const FIRST = [
  "Ada",
  "Grace",
  "Linus",
  "Mia",
  "Cleo",
  "Noor",
  "Tariq",
  "Yuki",
  "Ines",
  "Olu",
  "Pavel",
  "Sofia",
];
const LAST = ["Ramos", "Okafor", "Lind", "Tanaka", "Novak", "Haddad", "Silva", "Weber", "Dubois", "Kim"];

/**
 * Teams ("media-17"), people who cannot sign in, each in one to three teams, and tokens whose secrets nobody knows.
 * Leaves the session's table seeded_teams (i, id, name).
 */
export async function seedPeople(client: Client, size: SeedSize): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE seeded_teams AS
     SELECT i, pg_temp.uid(pg_temp.day() - interval '2 years' + i * interval '1 hour', i, 'team') AS id,
       ($1::text[])[1 + i % cardinality($1::text[])] || '-' || i AS name
     FROM generate_series(0, ${size.teams - 1}) i`,
    [AREAS],
  );
  await client.query(`
    CREATE INDEX ON seeded_teams (i);
    INSERT INTO "Team" (id, name, description, "createdAt")
    SELECT id, name, 'Everything about ' || name, pg_temp.day() - interval '2 years' FROM seeded_teams`);
  await client.query(
    `INSERT INTO "User" (id, name, email, "createdAt", "updatedAt")
     SELECT 'seed-' || i, pg_temp.pick(i, 1, $1) || ' ' || pg_temp.pick(i, 2, $2), 'person-' || i || '@seed.invalid',
       pg_temp.day() - interval '2 years', pg_temp.day() - interval '2 years'
     FROM generate_series(0, ${size.people - 1}) i`,
    [FIRST, LAST],
  );
  await client.query(`
    INSERT INTO "Member" ("teamId", "userId", role)
    SELECT team.id, 'seed-' || p, (ARRAY['viewer', 'developer', 'developer', 'maintainer', 'owner'])[1 + (p + n) % 5]::"Role"
    FROM generate_series(0, ${size.people - 1}) p CROSS JOIN generate_series(0, 2) n
    JOIN seeded_teams team ON team.i = CASE n WHEN 0 THEN p % ${size.teams} ELSE floor(${size.teams} * pg_temp.part(p, 3 + n) ^ 2)::int END
    WHERE n = 0 OR pg_temp.part(p, 6 + n) < 0.4
    ON CONFLICT DO NOTHING`);
  await client.query(`
    INSERT INTO "ApiToken" (id, "teamId", name, role, hash, prefix, "createdAt", "lastUsedAt")
    SELECT pg_temp.uid(pg_temp.day() - interval '1 year', team.i * 10 + n, 'token'), team.id, 'agent-' || n, 'developer',
      'seeded ' || gen_random_uuid(), 'bh_seeded', pg_temp.day() - interval '1 year', pg_temp.day() - n * interval '1 day'
    FROM seeded_teams team CROSS JOIN generate_series(0, 2) n`);
}
