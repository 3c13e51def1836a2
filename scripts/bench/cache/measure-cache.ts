import { randomUUID } from "node:crypto";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import { buildToEnd } from "#worker/testing-builds";
import { startWorker } from "#worker/worker";
import { openSession } from "../../context.ts";
import { startExtraEngine } from "../../services/extra-engine.ts";
import { reportRow } from "../shared/report-row.ts";

const base = process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest";
const ctx = await makeOwner();

/** What installing something takes: time, and 50 MB that do not compress. */
const dockerfile = `FROM ${base}
RUN : ${randomUUID()}; sleep 8; head -c 50000000 /dev/urandom > /opt/installed
RUN sha256sum /opt/installed
`;

/** Seconds from the request of a build to its end, on the engine at an address. */
async function build(dockerHost: string | undefined, image: Image): Promise<number> {
  const worker = await startWorker({ dockerHost, concurrency: 1, name: dockerHost });
  try {
    const begun = performance.now();
    const { status, error } = await buildToEnd(ctx, image);
    if (status !== "succeeded") throw new Error(JSON.stringify(error));
    return (performance.now() - begun) / 1000;
  } finally {
    await worker.stop(0);
  }
}

const session = openSession("bench", []);
const second = await startExtraEngine(session);
try {
  // Otherwise the first to build there pays for the base.
  await build(second.address, await makeImage(ctx, { dockerfile: `FROM ${base}\nRUN true\n` }));
  const shared = await makeImage(ctx, { dockerfile });
  const cold = await build(process.env.DOCKER_HOST, shared);
  const again = await build(process.env.DOCKER_HOST, shared);
  const warm = await build(second.address, shared);
  reportRow({
    name: "rebuild on a host that never built the image",
    figure: `${warm.toFixed(1)} s, ×${(warm / cold).toFixed(2)}`,
    target: "≤ ×0.5",
    isMet: warm <= 0.5 * cold,
    yardstick: `without its cache ${cold.toFixed(1)} s, on the same host ${again.toFixed(1)} s`,
  });
} finally {
  await second.remove();
  await session.stop(new Error("done"));
}
process.exit(0);
