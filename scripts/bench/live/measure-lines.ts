import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { docker } from "../shared/docker-client.ts";
import { reportRow } from "../shared/report-row.ts";
import type { Site } from "../shared/start-site.ts";
import { ms, percentile } from "../shared/statistics.ts";

const LINES = 80;
const API_TARGET_MS = 150;
const PAGE_TARGET_MS = 250;
/** What `date +@%s%N` prints: nanoseconds since 1970. */
const STAMP = /@(\d{19})/;

/**
 * A step that says what time it is, ten times a second: a container has this machine's clock. Before that it gives a
 * page the time to open.
 */
export const tellingTime = (base: string, lines: number, pause = "0.1") =>
  `FROM ${base}
RUN : ${randomUUID()}; sleep 2; i=0; while [ $i -lt ${lines} ]; do date +@%s%N; i=$((i+1)); sleep ${pause}; done
`;

/** How late a line is that says when it was printed. */
export const lateness = (text: string, at = Date.now()): number | null => {
  const stamp = STAMP.exec(text)?.[1];
  return stamp ? at - Number(BigInt(stamp) / 1000n) / 1000 : null;
};

/** From a line printed in the container to a client of the API, to eyes in Chromium, and to a terminal with Docker. */
export async function measureLines(site: Site, base: string): Promise<void> {
  const atClient: number[] = [];
  const onPage: number[] = [];
  const inTerminal: number[] = [];
  for (let round = 0; round < 2; round++) {
    const { id } = await site.api.builds.request(await site.makeImage(tellingTime(base, LINES)));
    const page = await site.browser.newPage();
    await page.addInitScript(watchLines);
    await page.goto(`/builds/${id}`);
    for await (const event of await site.api.builds.follow({ id })) {
      if (event.type !== "log") continue;
      for (const { text } of event.lines) keep(atClient, lateness(text));
    }
    for (const [text, at] of await seenLines(page)) keep(onPage, lateness(text, at));
    await page.close();
    await docker(["build", "--progress=plain", "-"], {
      input: tellingTime(base, LINES),
      onLine: (line) => /^#\d+ \d+\.\d+ /.test(line) && keep(inTerminal, lateness(line)),
    });
  }
  const row = (name: string, times: number[], target: number) => {
    const p95 = percentile(times, 0.95);
    reportRow({
      name,
      figure: `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(p95)} of ${times.length}`,
      target: `p95 ≤ ${target} ms`,
      isMet: p95 <= target && times.length >= LINES,
      yardstick: `docker build: p50 ${ms(percentile(inTerminal, 0.5))}, p95 ${ms(percentile(inTerminal, 0.95))}`,
    });
  };
  row("line printed → event at an API client", atClient, API_TARGET_MS);
  row("line printed → painted in Chromium", onPage, PAGE_TARGET_MS);
}

function keep(times: number[], time: number | null): void {
  if (time !== null) times.push(time);
}

/** In the page: notes when each line was there after a paint. */
function watchLines(): void {
  const seen = new Map<string, number>();
  Object.assign(window, { seenLines: seen });
  new MutationObserver(() => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        const text = document.querySelector('[role="log"]')?.textContent ?? "";
        for (const [stamp] of text.matchAll(/@\d{19}/g)) if (!seen.has(stamp)) seen.set(stamp, Date.now());
      }),
    );
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** What the page noted, without the lines that were there when it opened. */
async function seenLines(page: Page): Promise<[string, number][]> {
  const seen = await page.evaluate(() => [
    ...(window as unknown as { seenLines: Map<string, number> }).seenLines,
  ]);
  const first = seen[0]?.[1] ?? 0;
  return seen.filter(([, at]) => at > first);
}
