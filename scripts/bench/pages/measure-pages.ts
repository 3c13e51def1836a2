import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { BrowserContext } from "@playwright/test";
import { db } from "#lib/db";
import { openBrowser } from "../shared/open-browser.ts";
import { reportRow } from "../shared/report-row.ts";
import { signInSomeone } from "../shared/sign-in.ts";
import { startWebProcess } from "../shared/start-web-process.ts";
import { ms, percentile } from "../shared/statistics.ts";

const JAVASCRIPT_KILOBYTES = 170;
const LOADS = 3;

/** Addresses of one page of each kind, as someone sees them who may manage everything. */
async function listPages(userId: string): Promise<string[]> {
  const project = await db.project.findFirstOrThrow({
    where: { uses: { some: {} } },
    select: { name: true, team: { select: { id: true, name: true } } },
  });
  const image = await db.image.findFirstOrThrow({
    where: { teamId: project.team.id, latestBuildId: { not: null } },
    select: { name: true, latestBuildId: true },
  });
  await db.member.create({ data: { userId, teamId: project.team.id, role: "owner" } });
  const ofImage = `/images/${project.team.name}/${image.name}`;
  const tabs = ["versions", "edit", "builds", "channels", "use", "activity", "settings"];
  return [
    "/images",
    "/images/new",
    ofImage,
    ...tabs.map((tab) => `${ofImage}?tab=${tab}`),
    "/builds",
    `/builds/${image.latestBuildId}`,
    "/projects",
    `/projects/${project.team.name}/${project.name}`,
    "/teams",
    `/teams/${project.team.name}`,
    "/audit",
    "/api",
    "/base-images",
    "/workers",
    "/settings/limits",
    "/account",
  ];
}

/** Kilobytes of the scripts that a page's document names, as they come over the wire. */
async function javascriptOf(
  siteUrl: string,
  path: string,
  cookie: string,
): Promise<Record<"gzip" | "br", number>> {
  const html = await (await fetch(`${siteUrl}${path}`, { headers: { cookie } })).text();
  const sources = [...html.matchAll(/<script[^>]*>/g)].flatMap(([tag]) =>
    // What no browser of today fetches.
    /nomodule/i.test(tag) ? [] : (/ src="([^"]+)"/.exec(tag)?.[1] ?? []),
  );
  const sum = async (encoding: string) => {
    const urls = [...new Set(sources)].map((source) => new URL(source, siteUrl));
    const sizes = await Promise.all(urls.map((url) => compressedSize(url, encoding)));
    return sizes.reduce((one, other) => one + other, 0) / 1000;
  };
  return { gzip: await sum("gzip"), br: await sum("br") };
}

/** `fetch` would unpack it. */
async function compressedSize(url: URL, encoding: string): Promise<number> {
  const request = get(url, { headers: { "accept-encoding": encoding } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).byteLength;
  return bytes;
}

/** Milliseconds to the largest paint, with nothing in the browser's cache. */
async function largestPaint(browser: BrowserContext, path: string): Promise<number> {
  const page = await browser.newPage();
  const session = await browser.newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      Object.assign(window, { largestPaint: list.getEntries().at(-1)?.startTime });
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(path, { waitUntil: "load" });
  await page.waitForTimeout(1500);
  const time = await page.evaluate(() => (window as unknown as { largestPaint?: number }).largestPaint);
  await page.close();
  if (time === undefined) throw new Error(`${path} painted nothing`);
  return time;
}

const me = await signInSomeone();
await db.user.update({ where: { id: me.id }, data: { isAdmin: true } });
const web = await startWebProcess();
const browser = await openBrowser(web.url, me);
try {
  const pages = await listPages(me.id);
  await largestPaint(browser, "/images");
  const plain = await largestPaint(browser, "/api/v1/health");
  for (const path of pages) {
    await (await fetch(`${web.url}${path}`, { headers: { cookie: me.cookie } })).text();
    const { gzip, br } = await javascriptOf(web.url, path, me.cookie);
    const times: number[] = [];
    for (let i = 0; i < LOADS; i++) times.push(await largestPaint(browser, path));
    reportRow({
      name: path.replace(/[0-9a-f-]{36}/, "ID"),
      figure: `${gzip.toFixed(0)} kB of JavaScript, ${br.toFixed(0)} kB over HTTPS (brotli), largest paint ${ms(percentile(times, 0.5))}`,
      target: `≤ ${JAVASCRIPT_KILOBYTES} kB gzip`,
      isMet: gzip <= JAVASCRIPT_KILOBYTES,
      yardstick: `bare answer painted: ${ms(plain)}`,
    });
  }
} finally {
  await browser.browser()?.close();
  await web.stop();
  await db.user.delete({ where: { id: me.id } });
  await db.$disconnect();
}
process.exit(0);
