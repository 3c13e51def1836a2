import type { Client } from "pg";

export const ROWS = 1_000_000;
export const TEAMS = 20;
export const IMAGES = 2000;
export const ACTORS = 200;

const ACTIONS = [
  ...["build.request", "build.succeed", "build.fail", "channel.move", "version.create", "image.update"],
  ...["channel.promote", "use.update", "image.create", "member.add", "token.create", "image.share"],
  ...[
    "build.cancel",
    "project.create",
    "channel.rollBack",
    "image.deprecate",
    "webhook.create",
    "build.revoke",
  ],
];

/**
 * A year of a busy instance: 20 teams of very different size (the largest has more than a third of it all), 2,000
 * images, 200 people, some actions common and some rare; a third is done by
 * Bakehouse itself, and one row in a hundred is of no team.
 */
export async function seedAudit(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO "Team" (id, name) SELECT gen_random_uuid(), 'team-' || i FROM generate_series(0, ${TEAMS - 1}) i`,
  );
  await client.query(`
    INSERT INTO "Image" (id, "teamId", name, repository)
    SELECT gen_random_uuid(), team.id, 'image-' || i, team.name || '/image-' || i
    FROM generate_series(0, ${IMAGES - 1}) i JOIN "Team" team ON team.name = 'team-' || (i % ${TEAMS})`);
  await client.query(`
    CREATE TEMP TABLE images AS SELECT id, name, "teamId", substr(name, 7)::int AS i FROM "Image";
    CREATE INDEX ON images (i);
    CREATE TEMP TABLE teams AS SELECT id, substr(name, 6)::int AS i FROM "Team"`);
  await client.query(
    `
    INSERT INTO "AuditEvent"
      (id, at, action, "teamId", "imageId", target, "actorKind", "actorId", "actorName", ip, "userAgent", before, after)
    SELECT
      (lpad(to_hex(row.ms), 12, '0') || '7' || substr(md5(row.i::text), 1, 3) || '8' || substr(md5(row.i::text), 4, 15))::uuid,
      to_timestamp(row.ms / 1000.0), ($1::text[])[1 + floor(${ACTIONS.length} * row.a ^ 3)::int],
      CASE WHEN row.i % 100 > 0 THEN team.id END, CASE WHEN row.i % 100 > 0 THEN image.id END,
      'team-' || row.team || '/' || image.name, CASE WHEN row.i % 3 = 0 THEN 'system' ELSE 'user' END,
      CASE WHEN row.i % 3 > 0 THEN 'user-' || row.actor END, 'Person ' || row.actor,
      '192.0.2.' || row.i % 250, 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
      jsonb_build_object('description', 'What it was before ' || row.i), jsonb_build_object('description', 'After')
    FROM (
      SELECT i, floor((extract(epoch FROM now()) - 31536000 * (1 - i / ${ROWS}.0)) * 1000)::bigint AS ms,
        floor(${TEAMS} * random() ^ 3)::int AS team, random() AS a, floor(${IMAGES / TEAMS} * random() ^ 2)::int AS image,
        floor(${ACTORS} * random() ^ 2)::int AS actor
      FROM generate_series(1, ${ROWS}) i) row
    JOIN teams team ON team.i = row.team JOIN images image ON image.i = row.image * ${TEAMS} + row.team`,
    [ACTIONS],
  );
  await client.query(`ANALYZE "AuditEvent"`);
  await client.query(`ANALYZE "Image"`);
}
