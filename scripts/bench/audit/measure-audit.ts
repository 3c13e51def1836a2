import { Client } from "pg";
import { exportAuditEvents } from "#lib/audit/export-audit-events";
import { listAuditEvents } from "#lib/audit/list-audit-events";
import { listAuditFacets } from "#lib/audit/list-audit-facets";
import type { AuditFilter } from "#lib/audit/schemas";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { encodeCursor } from "#lib/names/cursor";
import { reportRow } from "../shared/report-row.ts";
import { ms, percentile } from "../shared/statistics.ts";
import { ROWS, seedAudit, TEAMS } from "./seed-audit.ts";

const RUNS = 100;
const TARGET_MS = 100;
const LIMIT = 50;

const client = new Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const seeding = performance.now();
await seedAudit(client);
console.log(
  `${ROWS.toLocaleString("en-US")} rows written in ${Math.round((performance.now() - seeding) / 1000)} s`,
);

const teams = await db.team.findMany({ select: { id: true, name: true } });
const actor = {
  kind: "user" as const,
  id: "user-0",
  name: "Person 0",
  email: "p@example.com",
  isAdmin: false,
};
const maintainer: Context = { actor, teams: teams.map((team) => ({ ...team, role: "maintainer" as const })) };
const administrator: Context = { actor: { ...actor, isAdmin: true }, teams: [] };

const pick = (count: number) => Math.floor(Math.random() * count);
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const day = () => {
  const days = 1 + pick(360);
  return { from: dayAgo(days), to: dayAgo(days - 1) };
};
/** A place in the middle of the list. */
const cursor = async () => {
  const before = new Date(Date.now() - pick(360) * 86_400_000);
  const row = await db.auditEvent.findFirst({
    where: { teamId: teams[pick(TEAMS)]?.id, at: { lt: before } },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return row ? encodeCursor("", row.id) : undefined;
};
const image = (team: number) => `team-${team}/image-${team + TEAMS * pick(100)}`;

const list =
  (ctx: Context, filter: AuditFilter & { cursor?: string } = {}) =>
  () =>
    listAuditEvents(ctx, { ...filter, limit: LIMIT });

const CASES: Record<string, () => Promise<() => Promise<unknown>> | (() => Promise<unknown>)> = {
  "the largest team": () => list(maintainer, { team: "team-0" }),
  "any team": () => list(maintainer, { team: `team-${pick(TEAMS)}` }),
  "any team, any page": async () => list(maintainer, { team: `team-${pick(TEAMS)}`, cursor: await cursor() }),
  "team and common action": () => list(maintainer, { team: "team-0", action: "build.request" }),
  "team and rare action": () => list(maintainer, { team: `team-${pick(TEAMS)}`, action: "build.revoke" }),
  "team and an action there is not": () => list(maintainer, { team: "team-0", action: "no.such" }),
  "team and actor": () => list(maintainer, { team: `team-${pick(TEAMS)}`, actor: `user-${pick(200)}` }),
  "team and Bakehouse itself": () => list(maintainer, { team: `team-${pick(TEAMS)}`, actor: "system" }),
  "team, action and actor": () =>
    list(maintainer, { team: "team-0", action: "build.revoke", actor: `user-${pick(200)}` }),
  "team and image": () => {
    const team = pick(TEAMS);
    return list(maintainer, { team: `team-${team}`, image: image(team) });
  },
  "image and rare action": () => list(maintainer, { image: image(0), action: "build.revoke" }),
  "team and a day": () => list(maintainer, { team: `team-${pick(TEAMS)}`, ...day() }),
  "team, a day and an actor": () =>
    list(maintainer, { team: "team-0", actor: `user-${pick(200)}`, ...day() }),
  "20 teams": () => list(maintainer),
  "20 teams and rare action": () => list(maintainer, { action: "build.revoke" }),
  "20 teams, actor and a day": () => list(maintainer, { actor: `user-${pick(200)}`, ...day() }),
  everything: () => list(administrator),
  "everything, any page": async () => list(administrator, { cursor: await cursor() }),
  "everything, rare action": () => list(administrator, { action: "build.revoke" }),
  "everything, actor": () => list(administrator, { actor: `user-${pick(200)}` }),
  "everything, Bakehouse itself": () => list(administrator, { actor: "system" }),
  "everything, a day": () => list(administrator, day()),
  "what to filter by, a team": () => () => listAuditFacets(maintainer, { team: `team-${pick(TEAMS)}` }),
  "what to filter by, everything": () => () => listAuditFacets(administrator, {}),
};

// What a statement's first run reads from disk is not what is measured.
for (const make of Object.values(CASES)) for (let i = 0; i < 5; i++) await (await make())();
const scansBefore = await sequentialScans();
console.log(`\nA page of ${LIMIT}, ${RUNS} times each        median      p95`);
let worst = 0;
for (const [name, make] of Object.entries(CASES)) {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const call = await make();
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  const p95 = percentile(times, 0.95);
  worst = Math.max(worst, p95);
  console.log(`${name.padEnd(36)} ${ms(percentile(times, 0.5)).padStart(8)} ${ms(p95).padStart(8)}`);
}

const scans = (await sequentialScans()) - scansBefore;
let bytes = 0;
let peak = 0;
const started = performance.now();
for await (const piece of await exportAuditEvents(administrator, { format: "ndjson" })) {
  bytes += piece.length;
  peak = Math.max(peak, process.memoryUsage().heapUsed);
}
const seconds = (performance.now() - started) / 1000;
await db.$disconnect();
await client.end();
reportRow({
  name: "a page of the audit log over 1,000,000 rows, p95",
  figure: `${ms(worst)}, the worst of ${Object.keys(CASES).length} filters`,
  target: `≤ ${TARGET_MS} ms`,
  isMet: worst <= TARGET_MS,
});
reportRow({
  name: "sequential scans of the audit log",
  figure: String(scans),
  target: "none",
  isMet: scans === 0,
});
reportRow({
  name: "export of all of it as NDJSON",
  figure: `${seconds.toFixed(1)} s, ${Math.round(bytes / 1e6)} MB, heap at most ${Math.round(peak / 1e6)} MB`,
});

/** As PostgreSQL counts them, once its processes have reported. */
async function sequentialScans(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await db.$queryRaw`SELECT 1`;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rows } = await client.query(
    `SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'AuditEvent'`,
  );
  return rows[0]?.scans ?? 0;
}
