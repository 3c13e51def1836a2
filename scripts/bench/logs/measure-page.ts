import type { Page } from "@playwright/test";
import { reportRow } from "../shared/report-row.ts";
import type { Site } from "../shared/start-site.ts";
import { ms, percentile } from "../shared/statistics.ts";

const FIRST_SCREEN_MS = 1000;
const FRAME_MS = 50;
const LOADS = 5;

/** A build with a million lines in Chromium: until its first lines, while it is scrolled, and when it is searched. */
export async function measurePage(site: Site, id: string): Promise<void> {
  const page = await site.browser.newPage();
  const log = page.getByRole("log");
  const times: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    const since = performance.now();
    await page.goto(`/builds/${id}`, { waitUntil: "commit" });
    await log.locator("[data-row]").first().waitFor();
    times.push(performance.now() - since);
  }
  const median = percentile(times, 0.5);
  reportRow({
    name: "a million lines: opened → first lines on screen",
    figure: ms(median),
    target: `≤ ${FIRST_SCREEN_MS} ms`,
    isMet: median <= FIRST_SCREEN_MS,
    yardstick: `page without a log: ${ms(await emptyPage(site))}`,
  });

  await log.focus();
  await log.hover();
  const idle = await frames(page, () => page.waitForTimeout(1000));
  const scrolled = await frames(page, async () => {
    for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 900);
    for (let i = 0; i < 20; i++) await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
  });
  const p95 = percentile(scrolled, 0.95);
  reportRow({
    name: "a million lines: a frame while scrolling",
    figure: `p50 ${ms(percentile(scrolled, 0.5))}, p95 ${ms(p95)}`,
    target: `p95 ≤ ${FRAME_MS} ms`,
    isMet: p95 <= FRAME_MS,
    yardstick: `standing still: p95 ${ms(percentile(idle, 0.95))}`,
  });

  await page.keyboard.press("/");
  await page.keyboard.insertText("999999");
  const since = performance.now();
  await page.getByText("1 hit").waitFor();
  const found = performance.now() - since;
  await page.keyboard.press("Enter");
  await log.locator("mark").first().waitFor();
  reportRow({
    name: "a million lines: a text typed → its only hit",
    figure: `counted after ${ms(found)}, on screen after ${ms(performance.now() - since)}`,
  });
  await page.close();
}

/** The time that the same browser takes for the list of builds. */
async function emptyPage(site: Site): Promise<number> {
  const page = await site.browser.newPage();
  const times: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    const since = performance.now();
    await page.goto("/builds", { waitUntil: "commit" });
    await page.getByRole("row").nth(1).waitFor();
    times.push(performance.now() - since);
  }
  await page.close();
  return percentile(times, 0.5);
}

/** Milliseconds between the frames that the page draws while something is done. */
async function frames(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const next = (now: number) => {
      times.push(now - last);
      last = now;
      Object.assign(window, { frameRequest: requestAnimationFrame(next) });
    };
    Object.assign(window, { frameTimes: times, frameRequest: requestAnimationFrame(next) });
  });
  await work();
  return page.evaluate(() => {
    const { frameTimes, frameRequest } = window as unknown as { frameTimes: number[]; frameRequest: number };
    cancelAnimationFrame(frameRequest);
    return frameTimes;
  });
}
