import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

/** Lets someone who has an account see it: a developer of 20 seeded teams, with what many years of notices are. */
export async function admitMember(client: Client, size: SeedSize, email: string): Promise<void> {
  const { rows } = await client.query(`SELECT id FROM "User" WHERE email = lower($1)`, [email]);
  const id = rows[0]?.id;
  if (!id) throw new Error(`Nobody has an account with the address ${email}.`);
  await client.query(
    `INSERT INTO "Member" ("teamId", "userId", role)
     SELECT id, $1, CASE WHEN i % 2 = 0 THEN 'maintainer' ELSE 'developer' END::"Role" FROM seeded_teams WHERE i % ${Math.max(1, Math.floor(size.teams / 20))} = 0`,
    [id],
  );
  await client.query(
    `INSERT INTO "Notice" (id, "userId", kind, text, path, "readAt", at)
     SELECT pg_temp.uid(at, i, $1), $1, 'build.failed', 'Build ' || i || ' failed', '/builds/' || id, CASE WHEN i % 10 > 0 THEN at END, at
     FROM seeded_builds WHERE i % 10 = 0`,
    [id],
  );
}
