import autocannon from "autocannon";
import type { Context } from "#lib/auth/context";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { promote } from "#lib/channels/promote";
import { db } from "#lib/db";
import type { Image } from "#lib/images/schemas";
import { getImpact } from "#lib/impact/get-impact";
import { closePrepared } from "#lib/prepared";
import { makeGoodBuild, makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createToken } from "#lib/tokens/create-token";
import { reportRow } from "../shared/report-row.ts";
import { signInSomeone } from "../shared/sign-in.ts";
import { startWebProcess } from "../shared/start-web-process.ts";
import { ms, percentile } from "../shared/statistics.ts";

const PROJECTS = 1000;
const CONNECTIONS = 8;
const SECONDS = 10;
const RUNS = 60;

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

/** Asks the real web process as sandboxes do, each time for another project. */
async function measureResolve(team: string, token: string) {
  const web = await startWebProcess();
  try {
    const requests = Array.from({ length: PROJECTS }, (_, i) => ({
      path: `/api/v1/projects/${team}/project-${i}/image`,
      headers: { authorization: `Bearer ${token}` },
    }));
    const options = { url: web.url, connections: CONNECTIONS, requests };
    await autocannon({ ...options, duration: 3 });
    return await autocannon({ ...options, duration: SECONDS });
  } finally {
    await web.stop();
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

const ctx = await makeOwner();
const image = await makeProjects(ctx);
const { token } = await createToken(ctx, { team: teamOf(ctx), name: "sandboxes", role: "viewer" });
const { id: userId, cookie } = await signInSomeone();
await db.member.create({ data: { userId, teamId: ctx.teams[0]?.id ?? "" } });

const resolve = await measureResolve(teamOf(ctx), token);
if (resolve.non2xx > 0 || resolve.errors > 0) throw new Error(`${resolve.non2xx} answers were no 200`);
const byToken = await timed(() => contextFromHeaders(new Headers({ authorization: `Bearer ${token}` })));
const bySession = await timed(() => contextFromHeaders(new Headers({ cookie })));
const at = { team: image.team, image: image.name, keepChannels: false };
const build = (await db.build.findFirstOrThrow({ where: { imageId: image.id }, orderBy: { id: "desc" } })).id;
const impact = await timed(() => getImpact(ctx, { ...at, change: "promote", channel: "stable", build }));

const median = (times: number[]) => `${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}`;
reportRow({
  name: "what a sandbox is to start from, asked at boot",
  figure: `${Math.round(resolve.requests.average)}/s on ${CONNECTIONS} connections`,
  target: "≥ 1,000/s",
  isMet: resolve.requests.average >= 1000,
});
reportRow({
  name: "the same, slowest in a hundred",
  figure: ms(resolve.latency.p99),
  target: "≤ 30 ms",
  isMet: resolve.latency.p99 <= 30,
});
reportRow({ name: "who asks, by token", figure: median(byToken) });
reportRow({ name: "who asks, by session", figure: median(bySession) });
reportRow({
  name: `blast radius over ${PROJECTS} projects`,
  figure: median(impact),
  target: "p95 ≤ 100 ms",
  isMet: percentile(impact, 0.95) <= 100,
});
await Promise.all([db.$disconnect(), closePrepared()]);
process.exit(0);
