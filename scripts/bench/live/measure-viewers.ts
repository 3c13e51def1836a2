import { usageOf } from "../shared/process-usage.ts";
import { reportRow } from "../shared/report-row.ts";
import type { Site } from "../shared/start-site.ts";
import { mebibytes, ms, percentile } from "../shared/statistics.ts";
import { lateness, tellingTime } from "./measure-lines.ts";

const LINES = 300;
const TARGET_MS = 150;

/** What it costs the web process that so many watch one build of 20 lines a second, and how late its lines come then. */
export async function measureViewers(site: Site, base: string): Promise<void> {
  const alone = await watch(site, base, 1);
  const fifty = await watch(site, base, 50);
  reportRow({
    name: "50 viewers of one live build: processor of web",
    figure: `${(100 * fifty.load).toFixed(0)} % of a core`,
    yardstick: `1 viewer: ${(100 * alone.load).toFixed(0)} %`,
  });
  reportRow({
    name: "50 viewers of one live build: memory of web",
    figure: `+${mebibytes(Math.max(0, fifty.grownBytes))}`,
    yardstick: `1 viewer: +${mebibytes(Math.max(0, alone.grownBytes))}`,
  });
  reportRow({
    name: "50 viewers: line printed → event at the client",
    figure: `p50 ${ms(fifty.p50)}, p95 ${ms(fifty.p95)}`,
    target: `p95 ≤ ${TARGET_MS} ms`,
    isMet: fifty.p95 <= TARGET_MS,
    yardstick: `1 viewer: p50 ${ms(alone.p50)}, p95 ${ms(alone.p95)}`,
  });
}

async function watch(site: Site, base: string, viewers: number) {
  const { id } = await site.api.builds.request(await site.makeImage(tellingTime(base, LINES, "0.05")));
  const pid = site.web.child.pid ?? 0;
  const before = usageOf(pid);
  const since = performance.now();
  const times: number[] = [];
  const counts = await Promise.all(
    Array.from({ length: viewers }, async () => {
      let seen = 0;
      for await (const event of await site.api.builds.follow({ id })) {
        if (event.type !== "log") continue;
        for (const { text } of event.lines) {
          const late = lateness(text);
          if (late === null) continue;
          times.push(late);
          seen += 1;
        }
      }
      return seen;
    }),
  );
  if (counts.some((seen) => seen !== LINES)) throw new Error(`A viewer missed lines: ${counts.join(", ")}`);
  const after = usageOf(pid);
  return {
    load: (after.cpuSeconds - before.cpuSeconds) / ((performance.now() - since) / 1000),
    grownBytes: after.bytes - before.bytes,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}
