import { Client } from "pg";
import { admitMember } from "./admit-member.ts";
import { defineFunctions } from "./define-functions.ts";
import { planBuilds } from "./plan-builds.ts";
import { seedBuilds, seedSteps } from "./seed-builds.ts";
import { seedChannels } from "./seed-channels.ts";
import { planImages, seedImages } from "./seed-images.ts";
import { seedLogs } from "./seed-logs.ts";
import { seedPeople } from "./seed-people.ts";
import { seedProjects } from "./seed-projects.ts";
import { seedRecord } from "./seed-record.ts";
import type { SeedSize } from "./seed-size.ts";

export interface Seeded {
  /** The id of the build with very many lines. */
  longBuild: string;
}

/**
 * Fills a migrated database with teams, images, builds and projects like those of a large organisation after a year, all
 * or nothing. Nothing waits to be built, so no worker is given work.
 * @param members addresses of accounts that are let into some of the teams
 * @throws when it was done before
 */
export async function seedAll(
  databaseUrl: string,
  size: SeedSize,
  members: string[],
  say: (done: string, ms: number) => void = () => {},
): Promise<Seeded> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  let since = performance.now();
  const step = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    say(name, performance.now() - since);
    since = performance.now();
    return result;
  };
  try {
    await client.query("SET jit = off; SET work_mem = '64MB'; BEGIN");
    await defineFunctions(client);
    await step("people", seedPeople(client, size));
    await planImages(client, size);
    await planBuilds(client, size);
    await step("images", seedImages(client, size));
    await step("builds", seedBuilds(client, size));
    await step("steps", seedSteps(client));
    const seeded = await step("logs", seedLogs(client, size));
    await step("channels", seedChannels(client));
    await step("projects", seedProjects(client, size));
    await step("record", seedRecord(client, size));
    for (const email of members) await admitMember(client, size, email);
    await client.query("COMMIT");
    await step("statistics", client.query("VACUUM ANALYZE"));
    return seeded;
  } finally {
    await client.end();
  }
}
