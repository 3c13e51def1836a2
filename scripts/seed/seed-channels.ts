import type { Client } from "pg";

/**
 * latest at the newest good build of the newest version that has one, stable at an earlier one for half of the images;
 * and how they came there. Leaves seeded_channels (id, image, name).
 */
export async function seedChannels(client: Client): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE good AS
    SELECT image, id, at, row_number() OVER (PARTITION BY image ORDER BY version, number) AS place,
      count(*) OVER (PARTITION BY image) AS of, lag(id) OVER (PARTITION BY image ORDER BY version, number) AS before
    FROM seeded_builds WHERE status = 'succeeded' AND NOT pg_temp.part(i, 52) < 0.005;
    CREATE INDEX ON good (image);
    CREATE TEMP TABLE seeded_channels AS
    SELECT pg_temp.uid(at, image, 'latest') AS id, image, 'latest' AS name, id AS "buildId", at FROM good WHERE place = of
    UNION ALL
    SELECT pg_temp.uid(at, image, 'stable'), image, 'stable', id, at FROM good
    WHERE place = greatest(1, of - 2) AND pg_temp.part(image, 71) < 0.5;
    CREATE INDEX ON seeded_channels (image)`);
  await client.query(`
    INSERT INTO "Channel" (id, "imageId", name, "buildId", "movedAt")
    SELECT channel.id, image.id, channel.name, channel."buildId", channel.at FROM seeded_channels channel JOIN seeded_images image ON image.i = channel.image`);
  await client.query(`
    INSERT INTO "ChannelMove" (id, "channelId", "fromBuildId", "toBuildId", at)
    SELECT pg_temp.uid(good.at, hashtext(good.id::text), 'move'), channel.id, good.before, good.id, good.at
    FROM good JOIN seeded_channels channel ON channel.image = good.image AND channel.name = 'latest'`);
  await client.query(`
    UPDATE "Image" image SET "latestBuildId" = channel."buildId"
    FROM seeded_channels channel JOIN seeded_images seeded ON seeded.i = channel.image
    WHERE image.id = seeded.id AND channel.name = 'latest'`);
}
