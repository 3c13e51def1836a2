import { createHash } from "node:crypto";
import { setInterval as every } from "node:timers/promises";
import { docker } from "../shared/docker-client.ts";
import { usageOf } from "../shared/process-usage.ts";
import { reportRow } from "../shared/report-row.ts";
import type { Site } from "../shared/start-site.ts";
import { mebibytes } from "../shared/statistics.ts";

/** With its end. */
const LINE_BYTES = 100;
/** Three quarters of what the manifest for Kubernetes gives a worker. */
const MEMORY_TARGET = 768 * 2 ** 20;

const linesOf = (bytes: number) => Math.floor(bytes / LINE_BYTES);

/** So many steps that print so many bytes each: numbers, filled up with zeros. */
const printing = (base: string, steps: number, bytes: number) =>
  `FROM ${base}\n${Array.from(
    { length: steps },
    (_, i) => `RUN : ${i}; seq -f '%0${LINE_BYTES - 1}.0f' 1 ${linesOf(bytes)}\n`,
  ).join("")}`;

/** A build of so many steps that print so many bytes each: whether its log is whole, how long it took, the worker's memory. */
export async function measureVolume(
  site: Site,
  {
    base,
    engine,
    steps,
    bytes,
    name,
  }: { base: string; engine: string; steps: number; bytes: number; name: string },
): Promise<string> {
  // Quiet: a client of 20.10 takes many minutes to print 100 MiB.
  const dockerfile = printing(base, steps, bytes);
  const theirs = await docker(["build", "--quiet", "-"], { host: engine, input: dockerfile });
  await docker(["builder", "prune", "--all", "--force"], { host: engine });

  const pid = site.worker.process.pid ?? 0;
  const before = usageOf(pid).bytes;
  let most = before;
  const stopped = new AbortController();
  const watching = (async () => {
    for await (const _ of every(100, undefined, { signal: stopped.signal }))
      most = Math.max(most, usageOf(pid).bytes);
  })().catch(() => {});
  const since = performance.now();
  const { id } = await site.api.builds.request(await site.makeImage(dockerfile));
  let status = "";
  // From the end on: the events of the steps and the state only say when it is over.
  for await (const event of await site.api.builds.follow({ id }))
    if (event.type === "state") status = event.build.status;
  const ours = performance.now() - since;
  stopped.abort();
  await watching;
  if (status !== "succeeded") throw new Error(`${name}: the build ${status}`);

  const isWhole = await isLogWhole(site, id, steps, linesOf(bytes));
  reportRow({
    name: `${name}: log`,
    figure: isWhole ? "whole" : "not whole",
    target: "whole",
    isMet: isWhole,
  });
  reportRow({
    name: `${name}: time`,
    figure: `${(ours / 1000).toFixed(1)} s, ×${(ours / theirs).toFixed(2)}`,
    yardstick: `docker build --quiet: ${(theirs / 1000).toFixed(1)} s`,
  });
  reportRow({
    name: `${name}: memory of worker`,
    figure: `at most ${mebibytes(most)}, +${mebibytes(most - before)}`,
    target: `≤ ${mebibytes(MEMORY_TARGET)}`,
    isMet: most <= MEMORY_TARGET,
  });
  return id;
}

/** Holds each step's log, as the API gives it, against what the step printed. */
async function isLogWhole(site: Site, id: string, steps: number, lines: number): Promise<boolean> {
  const expected = createHash("sha256");
  for (let n = 1; n <= lines; n++) expected.update(`${String(n).padStart(LINE_BYTES - 1, "0")}\n`);
  const wanted = expected.digest("hex");
  const { steps: all } = await site.api.builds.get({ id });
  const printed = all.filter(({ name }) => name.includes("seq -f"));
  if (printed.length !== steps) return false;
  for (const { index } of printed) {
    const response = await site.browser.request.get(`/api/v1/builds/${id}/log?step=${index}&raw=true`);
    if (
      createHash("sha256")
        .update(await response.body())
        .digest("hex") !== wanted
    )
      return false;
  }
  return true;
}
