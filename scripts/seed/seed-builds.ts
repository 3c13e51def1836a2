import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

/** Versions and builds as planned, and an image that was never built has its first version too. */
export async function seedBuilds(client: Client, size: SeedSize): Promise<void> {
  await client.query(`
    INSERT INTO "Version" (id, "imageId", number, dockerfile, message, "authorId", "createdAt", "buildCount")
    SELECT version.id, image.id, version.number,
      E'FROM codex-base:latest\\nRUN apt-get update && apt-get install -y --no-install-recommends \\\\\\n    ' ||
        array_to_string(image.packages, E' \\\\\\n    ') || E'\\nWORKDIR /srv/' || image.name ||
        E'\\nCOPY <<EOF /etc/motd\\nWelcome to ' || image.name || ', version ' || version.number ||
        E'\\nEOF\\nRUN printf "%s\\\\n" ready > /srv/state\\nCMD ["bash"]\\n',
      CASE WHEN version.number = 1 THEN 'First' ELSE 'Newer ' || image.packages[1 + version.number % 3] END,
      'seed-' || (image.i + version.number) % ${size.people}, version.at, version.builds
    FROM (
      SELECT image, "versionId" AS id, version AS number, min("savedAt") AS at, count(*)::int AS builds
      FROM seeded_builds GROUP BY image, "versionId", version
      UNION ALL
      SELECT i, pg_temp.uid("createdAt", i, 'only version'), 1, "createdAt", 0 FROM seeded_images
      WHERE i NOT IN (SELECT image FROM seeded_builds)) version
    JOIN seeded_images image ON image.i = version.image`);
  await client.query(`
    INSERT INTO "Build" (id, "teamId", "imageId", "versionId", number, status, trigger, priority, "requestedById", revision, attempt,
      "queuedAt", "startedAt", "buildStartedAt", "buildFinishedAt", "pushStartedAt", "pushFinishedAt", "finishedAt",
      "resolvedDockerfile", digest, reference, "sizeBytes", "layerCount", "engineVersion", "stepCount", "cachedStepCount", error,
      "revokedAt", "revokeReason", "revokedByName")
    SELECT build.id, image."teamId", image.id, build."versionId", build.number, build.status::"BuildStatus",
      CASE WHEN build.i % 3 = 0 THEN 'api' ELSE 'manual' END::"BuildTrigger",
      CASE WHEN build.i % 3 = 0 THEN 'automation' ELSE 'person' END::"BuildPriority",
      CASE WHEN build.i % 3 > 0 THEN 'seed-' || build.i % ${size.people} END, 12, 1,
      at, at + wait, at + wait + interval '1 s', at + wait + took, CASE WHEN good THEN at + wait + took END,
      CASE WHEN good THEN at + wait + took + interval '2 s' END, at + wait + took + interval '3 s',
      CASE WHEN good THEN 'FROM codex-base@sha256:' || repeat('0', 64) || E'\\nCMD ["bash"]\\n' END,
      CASE WHEN good THEN digest END, CASE WHEN good THEN '127.0.0.1:5000/' || image.team || '/' || image.name || '@' || digest END,
      CASE WHEN good THEN 200000000 + floor(2e9 * pg_temp.part(build.i, 51) ^ 3)::bigint END, CASE WHEN good THEN 6 END,
      '27.5.1', 6, build.i % 5,
      CASE build.status WHEN 'failed' THEN jsonb_build_object('code', 'command-failed', 'message', 'Line 2 ended with exit code 100', 'step', 2,
        'line', 2, 'exitCode', 100, 'tail', jsonb_build_array('E: Unable to locate package')) END,
      CASE WHEN good AND pg_temp.part(build.i, 52) < 0.005 THEN at + interval '2 days' END,
      CASE WHEN good AND pg_temp.part(build.i, 52) < 0.005 THEN 'A library has a known hole' END,
      CASE WHEN good AND pg_temp.part(build.i, 52) < 0.005 THEN 'Ada Ramos' END
    FROM (
      SELECT *, pg_temp.part(i, 53) ^ 3 * interval '20 s' AS wait, seconds * interval '1 s' AS took, status = 'succeeded' AS good,
        'sha256:' || md5('a' || i) || md5('b' || i) AS digest
      FROM seeded_builds) build
    JOIN seeded_images image ON image.i = build.image
    ORDER BY build.i`);
  await client.query(`
    UPDATE "Image" image SET "lastBuildId" = last.id
    FROM (SELECT DISTINCT ON ("imageId") "imageId", id FROM "Build" WHERE "imageId" IN (SELECT id FROM seeded_images) ORDER BY "imageId", id DESC) last
    WHERE last."imageId" = image.id`);
}

/** What is kept of the steps and layers of each. */
export async function seedSteps(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO "Step" ("buildId", index, attempt, kind, vertex, name, line, "startedAt", "completedAt", cached, error, "lineCount", revision)
    SELECT build.id, n, 1, (ARRAY['resolve', 'build', 'build', 'build', 'build', 'push'])[1 + n]::"StepKind",
      CASE WHEN n BETWEEN 1 AND 4 THEN 'sha256:' || md5(build.i || ' ' || n) END,
      (ARRAY['Resolve bases', 'FROM codex-base:latest', 'RUN apt-get update && apt-get install', 'WORKDIR /srv', 'RUN printf "%s\\n" ready > /srv/state', 'Push'])[1 + n],
      CASE WHEN n BETWEEN 1 AND 4 THEN n END,
      at + (n * seconds / 6) * interval '1 s', at + ((n + 1) * seconds / 6) * interval '1 s', n BETWEEN 1 AND 4 AND n <= build.i % 5,
      CASE WHEN n = 2 AND status = 'failed' THEN 'exit code: 100' END, CASE WHEN build.i % 20 = 0 AND n IN (2, 4) THEN 60 ELSE 0 END, 1 + n
    FROM seeded_builds build CROSS JOIN generate_series(0, 5) n
    WHERE status = 'succeeded' OR n <= 2`);
  await client.query(`
    INSERT INTO "BuildLayer" ("buildId", index, digest, bytes, "teamId")
    SELECT build.id, n, 'sha256:' || md5(layer) || md5('l' || layer), 1000000 + floor(1e8 * abs(pg_temp.part(hashtext(layer), 61)) ^ 3)::bigint, image."teamId"
    FROM seeded_builds build JOIN seeded_images image ON image.i = build.image CROSS JOIN generate_series(0, 3) n
    CROSS JOIN LATERAL (SELECT CASE n WHEN 0 THEN 'base' WHEN 1 THEN 'image ' || build.image WHEN 2 THEN 'version ' || build."versionId"
      ELSE 'build ' || build.i END AS layer) l
    WHERE status = 'succeeded'`);
}
