import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { Client } from "pg";
import { db } from "#lib/db";
import { LARGE } from "../../seed/seed-size.ts";
import { reportRow } from "../shared/report-row.ts";
import { signInSomeone } from "../shared/sign-in.ts";
import { startWebProcess } from "../shared/start-web-process.ts";
import { ms } from "../shared/statistics.ts";
import { listCases } from "./list-cases.ts";
import { readScans, scannedBetween } from "./read-scans.ts";

const CONNECTIONS = 20;
const SECONDS = 5;
/** PostgreSQL's processes tell how they scanned a second later at the latest, while they are busy. */
const TOLD_MS = 1100;

const me = await signInSomeone();
const teams = await db.team.findMany({ orderBy: { createdAt: "asc" }, select: { id: true, name: true } });
const own = teams.filter(({ name }) => Number(name.split("-").at(-1)) % (LARGE.teams / 20) === 0);
await db.member.createMany({
  data: own.map(({ id }) => ({ teamId: id, userId: me.id, role: "maintainer" as const })),
});
await db.notice.createMany({
  data: Array.from({ length: 20_000 }, (_, i) => ({
    userId: me.id,
    kind: "build.failed",
    text: `Build ${i} failed`,
    path: "/builds",
    readAt: i % 500 === 0 ? null : new Date(),
  })),
});
const client = new Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query(`ANALYZE "Notice"; ANALYZE "Member"`);

const web = await startWebProcess();
const wanted = process.argv.slice(2);
const scanned = new Set<string>();
try {
  const load = (paths: string[], duration: number) =>
    autocannon({
      url: web.url,
      connections: CONNECTIONS,
      duration,
      requests: paths.map((path) => ({ path, headers: { cookie: me.cookie } })),
    });
  await load(["/api/v1/me"], 2);
  const plain = await load(["/api/v1/me"], SECONDS);
  reportRow({
    name: "who am I (yardstick)",
    figure: `p50 ${ms(plain.latency.p50)}, p97.5 ${ms(plain.latency.p97_5)}`,
  });
  for (const { name, paths, targetMs } of await listCases(me.id)) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    await load(paths, 1);
    const before = await readScans(client);
    const { latency, requests, non2xx, errors } = await load(paths, SECONDS);
    await sleep(TOLD_MS);
    const tables = scannedBetween(before, await readScans(client));
    if (tables) scanned.add(`${name}: ${tables}`);
    if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx + errors} answers were no 200`);
    // Whoever gets no answer in time is not served fast.
    if (requests.total === 0) {
      reportRow({
        name,
        figure: `no answer in ${SECONDS} s`,
        ...(targetMs && { target: `p95 ≤ ${targetMs} ms`, isMet: false }),
      });
      continue;
    }
    reportRow({
      name,
      figure: `p50 ${ms(latency.p50)}, p97.5 ${ms(latency.p97_5)}, ${Math.round(requests.average)}/s`,
      ...(targetMs && { target: `p95 ≤ ${targetMs} ms`, isMet: latency.p97_5 <= targetMs }),
      yardstick: `×${(latency.p50 / plain.latency.p50).toFixed(1)} of "who am I"`,
    });
  }
  reportRow({
    name: "sequential scans of big tables",
    figure: scanned.size === 0 ? "none" : [...scanned].join("; "),
    target: "none",
    isMet: scanned.size === 0,
  });
} finally {
  await web.stop();
  await client.end();
  await db.user.delete({ where: { id: me.id } });
  await db.$disconnect();
}
process.exit(0);
