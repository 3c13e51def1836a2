import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

const CHUNK_LINES = 500;

/** Logs of one build in twenty, and one build of an image "long-log" with very many lines in a single step. */
export async function seedLogs(client: Client, size: SeedSize): Promise<{ longBuild: string }> {
  await client.query(`
    INSERT INTO "LogChunk" ("buildId", step, "firstLine", lines, times, flags, revision)
    SELECT build.id, n, 1,
      ARRAY(SELECT 'Get:' || l || ' http://deb.example/debian package-' || (build.i + l) % 5000 || ' amd64 [' || l * 37 || ' kB]' FROM generate_series(1, 60) l),
      ARRAY(SELECT 1000 * n + l * 20 FROM generate_series(1, 60) l), ARRAY(SELECT 0 FROM generate_series(1, 60)), 6 + n
    FROM seeded_builds build CROSS JOIN unnest(ARRAY[2, 4]) n
    WHERE build.i % 20 = 0 AND (status = 'succeeded' OR n = 2)`);
  return { longBuild: await seedLongBuild(client, size) };
}

async function seedLongBuild(client: Client, { longLines }: SeedSize): Promise<string> {
  const chunks = Math.ceil(longLines / CHUNK_LINES);
  const { rows } = await client.query(`
    WITH image AS (
      INSERT INTO "Image" (id, "teamId", name, description, "createdAt", "updatedAt", "versionCount", repository, bases)
      SELECT pg_temp.uid(pg_temp.day() - interval '1 hour', 0, 'long image'), id, 'long-log', 'Its build prints very many lines',
        pg_temp.day() - interval '1 hour', pg_temp.day(), 1, name || '/long-log', ARRAY['codex-base:latest'] FROM seeded_teams WHERE i = 0
      RETURNING id, "teamId", repository
    ), version AS (
      INSERT INTO "Version" (id, "imageId", number, dockerfile, message, "buildCount")
      SELECT pg_temp.uid(pg_temp.day() - interval '1 hour', 0, 'long version'), id, 1, E'FROM codex-base:latest\\nRUN seq 1 ${longLines}\\n', 'First', 1 FROM image
      RETURNING id, "imageId"
    )
    INSERT INTO "Build" (id, "teamId", "imageId", "versionId", number, status, attempt, revision, "queuedAt", "startedAt", "buildStartedAt",
      "buildFinishedAt", "finishedAt", "stepCount", error)
    SELECT pg_temp.uid(pg_temp.day(), 0, 'long build'), image."teamId", image.id, version.id, 1, 'failed', 1, ${chunks + 2}, pg_temp.day(), pg_temp.day(),
      pg_temp.day(), pg_temp.day() + interval '20 minutes', pg_temp.day() + interval '20 minutes', 1,
      '{"code": "command-failed", "message": "Line 2 ended with exit code 1", "step": 0, "line": 2, "exitCode": 1}'
    FROM image, version RETURNING id, "imageId"`);
  const { id, imageId } = rows[0];
  await client.query(`UPDATE "Image" SET "lastBuildId" = $1 WHERE id = $2`, [id, imageId]);
  await client.query(
    `INSERT INTO "Step" ("buildId", index, attempt, kind, vertex, name, line, "startedAt", "completedAt", error, "lineCount", revision)
     VALUES ($1, 0, 1, 'build', 'sha256:long', 'RUN seq 1 ${longLines}', 2, pg_temp.day(), pg_temp.day() + interval '20 minutes', 'exit code: 1', ${longLines}, ${chunks + 1})`,
    [id],
  );
  await client.query(
    `INSERT INTO "LogChunk" ("buildId", step, "firstLine", lines, times, flags, revision)
     SELECT $1, 0, 1 + c * ${CHUNK_LINES},
       ARRAY(SELECT CASE WHEN n % 100000 = 0 THEN 'milestone ' || n ELSE '[' || n || '/${longLines}] Compiling unit ' || md5(n::text) || '.o' END
         FROM generate_series(1 + c * ${CHUNK_LINES}, least((c + 1) * ${CHUNK_LINES}, ${longLines})) n),
       ARRAY(SELECT n FROM generate_series(1 + c * ${CHUNK_LINES}, least((c + 1) * ${CHUNK_LINES}, ${longLines})) n),
       ARRAY(SELECT 0 FROM generate_series(1 + c * ${CHUNK_LINES}, least((c + 1) * ${CHUNK_LINES}, ${longLines}))), c + 1
     FROM generate_series(0, ${chunks - 1}) c`,
    [id],
  );
  return id;
}
