import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { auth } from "#lib/auth/auth";
import type { Context } from "#lib/auth/context";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { createUser } from "#lib/auth/create-user";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import type { Image } from "#lib/images/schemas";
import { getImpact } from "#lib/impact/get-impact";
import { closePrepared } from "#lib/prepared";
import { makeGoodBuild, makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createToken } from "#lib/tokens/create-token";

const PROJECTS = 1000;
const CONNECTIONS = 8;
const SECONDS = 10;
const RUNS = 60;

const percentile = (values: number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;

/** An image that a thousand projects use: half follow stable, the others latest; a tenth are held. */
async function makeProjects(ctx: Context): Promise<Image> {
  const image = await makeImage(ctx);
  const first = await makeGoodBuild(image);
  await promote(ctx, { team: image.team, image: image.name, channel: "stable", build: first.id, reason: "" });
  await makeGoodBuild(image);
  const channels = await db.channel.findMany({ where: { imageId: image.id }, orderBy: { name: "asc" } });
  const numbers = Array.from({ length: PROJECTS }, (_, i) => i);
  await db.project.createMany({
    data: numbers.map((i) => ({ teamId: ctx.teams[0]?.id ?? "", name: `project-${i}` })),
  });
  const projects = await db.project.findMany({ select: { id: true, name: true } });
  await db.projectUse.createMany({
    data: projects.map(({ id }, i) => ({
      projectId: id,
      name: "default",
      imageId: image.id,
      channelId: channels[i % 2]?.id,
      ...(i % 10 === 0 && {
        pinnedBuildId: first.id,
        heldUntil: new Date(Date.now() + 86_400_000),
        holdReason: "Freeze",
      }),
    })),
  });
  await db.$executeRaw`ANALYZE`;
  return image;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks the real web process as sandboxes do, each time for another project. */
async function measureResolve(team: string, token: string) {
  const port = await freePort();
  const web = spawn(process.execPath, ["scripts/web-server.ts"], {
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    while (
      !(await fetch(`${url}/api/v1/health`).then(
        (r) => r.ok,
        () => false,
      ))
    )
      await sleep(100);
    const requests = Array.from({ length: PROJECTS }, (_, i) => ({
      path: `/api/v1/projects/${team}/project-${i}/image`,
      headers: { authorization: `Bearer ${token}` },
    }));
    const options = { url, connections: CONNECTIONS, requests };
    await autocannon({ ...options, duration: 3 });
    return await autocannon({ ...options, duration: SECONDS });
  } finally {
    web.kill("SIGTERM");
    await once(web, "exit");
  }
}

async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < RUNS + 10; i++) {
    const since = performance.now();
    await work();
    if (i >= 10) times.push(performance.now() - since);
  }
  return times;
}

/** A browser's Cookie header, from signing in. */
async function signIn(): Promise<string> {
  const [email, password] = ["bench@example.com", "a long password"];
  const { actor } = await createUser(db, { email, password, name: "Bench" });
  await db.member.create({ data: { userId: actor.id, teamId: (await db.team.findFirstOrThrow()).id } });
  const response = await auth().api.signInEmail({ body: { email, password }, asResponse: true });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

const row = (label: string, value: string, target: string) =>
  console.log(`${label.padEnd(46)} ${value.padEnd(30)} ${target}`);
const ms = (value: number) => `${value.toFixed(1)} ms`;

const ctx = await makeOwner();
const image = await makeProjects(ctx);
const { token } = await createToken(ctx, { team: teamOf(ctx), name: "sandboxes", role: "viewer" });
const cookie = await signIn();

const resolve = await measureResolve(teamOf(ctx), token);
if (resolve.non2xx > 0 || resolve.errors > 0) throw new Error(`${resolve.non2xx} answers were no 200`);
const byToken = await timed(() => contextFromHeaders(new Headers({ authorization: `Bearer ${token}` })));
const bySession = await timed(() => contextFromHeaders(new Headers({ cookie })));
const at = { team: image.team, image: image.name, keepChannels: false };
const build = (await db.build.findFirstOrThrow({ where: { imageId: image.id }, orderBy: { id: "desc" } })).id;
const impact = await timed(() => getImpact(ctx, { ...at, change: "promote", channel: "stable", build }));

console.log(`${PROJECTS} projects; ${CONNECTIONS} connections for ${SECONDS} s; p95 of ${RUNS}`);
row("what a sandbox is to start from", `${resolve.requests.average.toFixed(0)} requests/s`, "(≥ 1,000)");
row("  slowest in a hundred (p99)", ms(resolve.latency.p99), "(≤ 30 ms)");
row("who asks, by token", `${ms(percentile(byToken, 0.5))}, p95 ${ms(percentile(byToken, 0.95))}`, "");
row("who asks, by session", `${ms(percentile(bySession, 0.5))}, p95 ${ms(percentile(bySession, 0.95))}`, "");
row(
  "blast radius of a promotion",
  `${ms(percentile(impact, 0.5))}, p95 ${ms(percentile(impact, 0.95))}`,
  "(p95 ≤ 100 ms)",
);
await Promise.all([db.$disconnect(), closePrepared()]);
process.exit(0);
