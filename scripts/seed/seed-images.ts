import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

const KINDS = [
  "node",
  "python",
  "rust",
  "go",
  "cuda",
  "ffmpeg",
  "android",
  "chrome",
  "postgres",
  "docs",
  "lint",
  "etl",
];
const USES = ["sandbox", "agent", "ci", "dev", "tests", "tools", "runner", "notebook"];
export const PACKAGES = [
  ...["apt:ffmpeg", "apt:git", "apt:curl", "apt:jq", "apt:build-essential", "apt:postgresql-client"],
  ...["npm:typescript", "npm:eslint", "pip:numpy", "pip:pytorch", "pip:pandas", "apt:imagemagick"],
];

/**
 * Names and teams of images, the busiest first; they are written by seedBuilds, when it is known what was built.
 * Leaves seeded_images (i, id, "teamId", team, name, "createdAt", packages).
 */
export async function planImages(client: Client, size: SeedSize): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE seeded_images AS
     SELECT image.i, pg_temp.uid(image.at, image.i, 'image') AS id, image.at AS "createdAt", team.id AS "teamId", team.name AS team,
       pg_temp.pick(image.i, 11, $1) || '-' || pg_temp.pick(image.i, 12, $2) || '-' || image.i AS name,
       ARRAY[pg_temp.pick(image.i, 13, $3), pg_temp.pick(image.i, 14, $3), pg_temp.pick(image.i, 15, $3)] AS packages
     FROM (
       SELECT i, pg_temp.day() - interval '366 days' - pg_temp.part(i, 16) * interval '300 days' AS at
       FROM generate_series(0, ${size.images - 1}) i) image
     JOIN seeded_teams team ON team.i = floor(${size.teams} * pg_temp.part(image.i, 17) ^ 2)::int`,
    [KINDS, USES, PACKAGES],
  );
  await client.query(`CREATE INDEX ON seeded_images (i); ANALYZE seeded_images`);
}

/** Images and their shares: one in ten is open to all, one in ten is shared with other teams, some are deprecated. */
export async function seedImages(client: Client, size: SeedSize): Promise<void> {
  await client.query(`
    INSERT INTO "Image" (id, "teamId", name, description, "createdById", "createdAt", "updatedAt", "versionCount", repository,
      visibility, bases, packages, "deprecatedAt", "deprecationMessage")
    SELECT image.id, image."teamId", image.name,
      'Tools for ' || split_part(image.name, '-', 1) || ' work of ' || image.team || ', kept by its ' || split_part(image.name, '-', 2) || ' people',
      'seed-' || image.i % ${size.people}, image."createdAt", COALESCE(last.at, image."createdAt"), COALESCE(last.version, 1),
      image.team || '/' || image.name,
      CASE WHEN pg_temp.part(image.i, 21) < 0.1 THEN 'organisation' ELSE 'team' END::"Visibility",
      ARRAY['codex-base:latest'], image.packages,
      CASE WHEN pg_temp.part(image.i, 22) < 0.03 THEN pg_temp.day() - interval '20 days' END,
      CASE WHEN pg_temp.part(image.i, 22) < 0.03 THEN 'Nobody keeps it any more' END
    FROM seeded_images image
    LEFT JOIN (SELECT image, max(at) AS at, max(version) AS version FROM seeded_builds GROUP BY image) last ON last.image = image.i`);
  await client.query(`
    INSERT INTO "ImageShare" ("imageId", "teamId", access, "createdAt")
    SELECT image.id, team.id, CASE WHEN image.i % 3 = 0 THEN 'edit' ELSE 'use' END::"ShareAccess", image."createdAt"
    FROM seeded_images image CROSS JOIN generate_series(0, 2) n
    JOIN seeded_teams team ON team.i = floor(${size.teams} * pg_temp.part(image.i, 30 + n))::int
    WHERE pg_temp.part(image.i, 23) < 0.1 AND team.id <> image."teamId"
    ON CONFLICT DO NOTHING`);
}
