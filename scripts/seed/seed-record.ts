import type { Client } from "pg";
import type { SeedSize } from "./seed-size.ts";

/** The audit log of what was seeded, which activity is read from, and what people should hear of: a tenth is unread. */
export async function seedRecord(client: Client, size: SeedSize): Promise<void> {
  await client.query(`
    INSERT INTO "AuditEvent" (id, at, action, "teamId", "imageId", target, "actorKind", "actorId", "actorName", ip, "userAgent", after)
    SELECT pg_temp.uid(event.at, event.i, event.action), event.at, event.action, image."teamId", image.id,
      image.team || '/' || image.name || ':' || event.tag, CASE WHEN event.bySystem THEN 'system' ELSE 'user' END,
      CASE WHEN NOT event.bySystem THEN 'seed-' || event.i % ${size.people} END, CASE WHEN event.bySystem THEN 'Bakehouse' ELSE 'Person ' || event.i % ${size.people} END,
      CASE WHEN NOT event.bySystem THEN '192.0.2.' || event.i % 250 END, CASE WHEN NOT event.bySystem THEN 'Mozilla/5.0 (X11; Linux x86_64)' END,
      jsonb_build_object('build', event.tag)
    FROM (
      SELECT i, image, at, 'build.request' AS action, version || '.' || number AS tag, false AS bySystem FROM seeded_builds
      UNION ALL
      SELECT i, image, at + (seconds + 5) * interval '1 s', CASE status WHEN 'succeeded' THEN 'build.succeed' WHEN 'failed' THEN 'build.fail' ELSE 'build.cancel' END,
        version || '.' || number, status <> 'canceled' FROM seeded_builds
      UNION ALL
      SELECT i, image, "savedAt", 'version.create', version::text, false FROM seeded_builds WHERE number = 1
    ) event JOIN seeded_images image ON image.i = event.image
    ORDER BY event.at`);
  await client.query(`
    INSERT INTO "Notice" (id, "userId", kind, text, path, "readAt", at)
    SELECT pg_temp.uid(build.at, build.i, 'notice'), 'seed-' || build.i % ${size.people}, 'build.failed',
      'Build ' || build.version || '.' || build.number || ' of ' || image.team || '/' || image.name || ' failed', '/builds/' || build.id,
      CASE WHEN pg_temp.part(build.i, 91) < 0.9 THEN build.at + interval '1 hour' END, build.at
    FROM seeded_builds build JOIN seeded_images image ON image.i = build.image WHERE build.status <> 'canceled'`);
}
