import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

/**
 * Which image was built when, over a year: few images are built daily and most seldom. A third of the builds are of a
 * version of their own, the others repeat it; four in five are good.
 * Leaves seeded_builds (i, id, image, at, version, "versionId", number, status, seconds).
 */
export async function planBuilds(client: Client, size: SeedSize): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE seeded_builds AS
    SELECT i, pg_temp.uid(at, i, 'build') AS id, image, at, version,
      pg_temp.uid(min(at) OVER of_version - interval '5 minutes', image * 100000 + version, 'version') AS "versionId",
      min(at) OVER of_version - interval '5 minutes' AS "savedAt",
      (row_number() OVER (PARTITION BY image, version ORDER BY i))::int AS number,
      CASE WHEN chance < 0.82 THEN 'succeeded' WHEN chance < 0.95 THEN 'failed' ELSE 'canceled' END AS status,
      4 + 300 * pg_temp.part(i, 42) ^ 4 AS seconds
    FROM (
      SELECT i, image, at, chance, (1 + count(*) FILTER (WHERE isNew AND NOT isFirst) OVER (PARTITION BY image ORDER BY i))::int AS version
      FROM (
        SELECT i, image, at, pg_temp.part(i, 43) < 0.35 AS isNew, pg_temp.part(i, 44) AS chance,
          row_number() OVER (PARTITION BY image ORDER BY i) = 1 AS isFirst
        FROM (
          SELECT i, floor(${size.images} * pg_temp.part(i, 41) ^ 3)::int AS image,
            date_trunc('milliseconds', pg_temp.day() - interval '1 year' * (1 - i / ${size.builds}.0)) AS at
          FROM generate_series(0, ${size.builds - 1}) i) b) b) b
    WINDOW of_version AS (PARTITION BY image, version)`);
  await client.query(
    "CREATE INDEX ON seeded_builds (image); CREATE INDEX ON seeded_builds (i); ANALYZE seeded_builds",
  );
}
