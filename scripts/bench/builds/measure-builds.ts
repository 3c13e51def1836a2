import { randomUUID } from "node:crypto";
import { followBuild } from "#lib/builds/follow-build";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { startWorker } from "#worker/worker";
import { buildAndPush } from "../shared/docker-client.ts";
import { reportRow } from "../shared/report-row.ts";
import { ms, percentile } from "../shared/statistics.ts";

const RUNS = 7;

/** A build of ordinary size: some thousand lines of output, 40 MB of files, five steps. */
function dockerfile(base: string, nonce: string): string {
  return `FROM ${base}
ENV NONCE=${nonce}
RUN seq 1 5000
RUN head -c 40000000 /dev/urandom > /data
RUN sleep 2
WORKDIR /srv
RUN echo done
`;
}

/**
 * Measures a whole build, from the request to the pushed and recorded image, against `docker build` and
 * `docker push` of the same Dockerfile on the same engine, in turn, cold and fully cached. Reports two rows.
 */
async function measureBuilds(base: string): Promise<void> {
  const ctx = await makeOwner();
  const worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
  const image = await makeImage(ctx, { dockerfile: dockerfile(base, "warm-up") });
  const path = { team: teamOf(ctx), image: image.name };

  async function ours(): Promise<number> {
    const started = performance.now();
    const { id } = await requestBuild(ctx, path);
    let last = "";
    for await (const { event } of followBuild(ctx, id, 0))
      if (event.type === "state") last = event.build.status;
    if (last !== "succeeded") throw new Error(`The build ${last}`);
    return performance.now() - started;
  }

  const times = {
    coldOurs: [] as number[],
    coldTheirs: [] as number[],
    cachedOurs: [] as number[],
    cachedTheirs: [] as number[],
  };
  try {
    await ours();
    for (let i = 0; i < RUNS; i++) {
      const text = dockerfile(base, randomUUID());
      await createVersion(ctx, { ...path, dockerfile: text, message: "" });
      const other = dockerfile(base, randomUUID());
      times.coldOurs.push(await ours());
      times.coldTheirs.push(await buildAndPush(other, "cli"));
      times.cachedOurs.push(await ours());
      times.cachedTheirs.push(await buildAndPush(other, "cli"));
    }
  } finally {
    await worker.stop(0);
    await Promise.all([listener().close(), db.$disconnect()]);
  }
  const { coldOurs, coldTheirs, cachedOurs, cachedTheirs } = Object.fromEntries(
    Object.entries(times).map(([name, values]) => [name, percentile(values, 0.5)]),
  ) as Record<keyof typeof times, number>;
  reportRow({
    name: "whole build, cold: request → pushed and recorded",
    figure: `${ms(coldOurs)}, ×${(coldOurs / coldTheirs).toFixed(2)}`,
    target: "≤ ×1.05",
    isMet: coldOurs <= 1.05 * coldTheirs,
    yardstick: `docker build + push: ${ms(coldTheirs)}`,
  });
  reportRow({
    name: "the same, all steps cached",
    figure: `${ms(cachedOurs)}, +${ms(cachedOurs - cachedTheirs)}`,
    target: "≤ +400 ms",
    isMet: cachedOurs - cachedTheirs <= 400,
    yardstick: `docker build + push: ${ms(cachedTheirs)}`,
  });
}

await measureBuilds(process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest");
