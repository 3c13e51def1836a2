import { setTimeout as sleep } from "node:timers/promises";
import { usageOf } from "../shared/process-usage.ts";
import { reportRow } from "../shared/report-row.ts";
import { type Site, startSite } from "../shared/start-site.ts";
import { mebibytes } from "../shared/statistics.ts";
import { measureLines } from "./measure-lines.ts";
import { measureStart } from "./measure-start.ts";
import { measureViewers } from "./measure-viewers.ts";

const SETTLE_MS = 5000;

function reportMemory(site: Site, when: string): void {
  const processes = { web: site.web.child.pid, worker: site.worker.process.pid };
  for (const [name, pid = 0] of Object.entries(processes)) {
    const { bytes, peakBytes } = usageOf(pid);
    reportRow({
      name: `memory of ${name}, ${when}`,
      figure: `${mebibytes(bytes)}, at most ${mebibytes(peakBytes)}`,
    });
  }
}

const base = process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest";
const site = await startSite();
try {
  await sleep(SETTLE_MS);
  reportMemory(site, "idle");
  await measureStart(site, base);
  await measureLines(site, base);
  await measureViewers(site, base);
  reportMemory(site, "after all that");
} finally {
  await site.close();
}
process.exit(0);
