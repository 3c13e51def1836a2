import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

const DAYS = 30;

/** Projects with one to three uses, of popular images mostly: they follow channels, versions, or are pinned; and asked. */
export async function seedProjects(client: Client, size: SeedSize): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE seeded_projects AS
    SELECT i, pg_temp.uid(pg_temp.day() - interval '1 year', i, 'project') AS id, floor(${size.teams} * pg_temp.part(i, 81) ^ 2)::int AS team
    FROM generate_series(0, ${size.projects - 1}) i`);
  await client.query(`
    INSERT INTO "Project" (id, "teamId", name, description, "createdAt")
    SELECT project.id, team.id, pg_temp.pick(project.i, 82, ARRAY['site', 'api', 'agent', 'pipeline', 'app', 'job', 'bot']) || '-' || project.i,
      'A repository of ' || team.name, pg_temp.day() - interval '1 year'
    FROM seeded_projects project JOIN seeded_teams team ON team.i = project.team`);
  await client.query(`
    CREATE TEMP TABLE usable AS
    SELECT row_number() OVER (ORDER BY image.i) - 1 AS place, image.id AS "imageId", channel.id AS "channelId", channel."buildId",
      stable.id AS stable, build.version
    FROM seeded_channels channel JOIN seeded_images image ON image.i = channel.image
    JOIN seeded_builds build ON build.id = channel."buildId"
    LEFT JOIN seeded_channels stable ON stable.image = channel.image AND stable.name = 'stable'
    WHERE channel.name = 'latest'`);
  await client.query(`
    INSERT INTO "ProjectUse" (id, "projectId", name, "imageId", "channelId", version, "pinnedBuildId", "lastAskedAt")
    SELECT pg_temp.uid(pg_temp.day() - interval '1 year', project.i * 10 + n, 'use'), project.id, (ARRAY['default', 'gpu', 'ci'])[1 + n], usable."imageId",
      CASE WHEN kind < 0.8 THEN COALESCE(usable.stable, usable."channelId") END, CASE WHEN kind BETWEEN 0.8 AND 0.9 THEN usable.version END,
      CASE WHEN kind > 0.9 THEN usable."buildId" END, pg_temp.day() - pg_temp.part(project.i, 84) ^ 4 * interval '90 days'
    FROM seeded_projects project CROSS JOIN generate_series(0, 2) n
    CROSS JOIN LATERAL (SELECT pg_temp.part(project.i * 3 + n, 85) AS kind) k
    JOIN usable ON usable.place = floor((SELECT count(*) FROM usable) * pg_temp.part(project.i * 3 + n, 86) ^ 3)::int
    WHERE n = 0 OR pg_temp.part(project.i, 87 + n) < 0.35`);
  await client.query(`
    INSERT INTO "ProjectUseDay" ("useId", day, count)
    SELECT use.id, (pg_temp.day() - d * interval '1 day')::date, 1 + floor(200 * pg_temp.part(hashtext(use.id::text) + d, 88) ^ 3)::int
    FROM "ProjectUse" use JOIN seeded_projects project ON project.id = use."projectId" CROSS JOIN generate_series(0, ${DAYS - 1}) d
    WHERE pg_temp.part(hashtext(use.id::text) + d, 89) < 0.7`);
}
