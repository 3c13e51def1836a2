import { once } from "node:events";
import { Client } from "pg";
import { reportRow } from "../shared/report-row.ts";
import type { Site } from "../shared/start-site.ts";
import { ms, percentile } from "../shared/statistics.ts";

const RUNS = 40;
const TARGET_MS = 150;

/** From the request of a build to the first event of its first step at the client that asked, one build after the other. */
export async function measureStart(site: Site, base: string): Promise<void> {
  const path = await site.makeImage(`FROM ${base}\nRUN true\n`);
  const times: number[] = [];
  for (let i = 0; i < RUNS + 3; i++) {
    const since = performance.now();
    const { id } = await site.api.builds.request(path);
    let first: number | undefined;
    for await (const event of await site.api.builds.follow({ id })) {
      if (event.type === "step") first ??= performance.now() - since;
    }
    // The first ones pull the base, and warm up.
    if (i >= 3 && first !== undefined) times.push(first);
  }
  const queue = await measureQueue();
  const p95 = percentile(times, 0.95);
  reportRow({
    name: "request → first step seen by the client",
    figure: `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(p95)}`,
    target: `p95 ≤ ${TARGET_MS} ms`,
    isMet: p95 <= TARGET_MS,
    yardstick: `bare queue: p50 ${ms(percentile(queue, 0.5))}, p95 ${ms(percentile(queue, 0.95))}`,
  });
}

/** The least a queue in PostgreSQL takes: a row inserted, its notice received, the row claimed. */
async function measureQueue(): Promise<number[]> {
  const [asks, takes] = [1, 2].map(() => new Client({ connectionString: process.env.DATABASE_URL }));
  if (!asks || !takes) throw new Error("unreachable");
  await Promise.all([asks.connect(), takes.connect()]);
  await asks.query("CREATE TABLE bench_queue (id serial PRIMARY KEY, taken boolean NOT NULL DEFAULT false)");
  await takes.query("LISTEN bench_queue");
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const since = performance.now();
    const told = once(takes, "notification");
    await asks.query("INSERT INTO bench_queue DEFAULT VALUES");
    await asks.query("NOTIFY bench_queue");
    await told;
    await takes.query(`UPDATE bench_queue SET taken = true WHERE id =
      (SELECT id FROM bench_queue WHERE NOT taken ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id`);
    times.push(performance.now() - since);
  }
  await asks.query("DROP TABLE bench_queue");
  await Promise.all([asks.end(), takes.end()]);
  return times;
}
