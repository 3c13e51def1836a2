import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { env } from "#lib/env";
import type { Image } from "#lib/images/schemas";
import { makeImage, makeOwner } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";
import { headDigest } from "#worker/docker/registry-client";
import { guardedRegistry, isRunning, nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { engineOfEach, GENERATIONS, mayStartEngines } from "#worker/testing-extra-engine";
import { startWorker } from "#worker/worker";

if (!mayStartEngines) console.warn("Not tried, as only root can: several engines, of two generations.");

const started = engineOfEach();
let base: string;
let ctx: Context;

beforeAll(async () => {
  // Of a name of its own: the results of two engines are compared, which name its digest.
  [base, ctx] = await Promise.all([smallBase("two-engines"), makeOwner()]);
});

async function withWorker<T>(address: string | undefined, work: () => Promise<T>): Promise<T> {
  const worker = await startWorker({ dockerHost: address, concurrency: 2, name: address });
  try {
    return await work();
  } finally {
    await worker.stop(0);
  }
}

const layersOf = (buildId: string) =>
  db.buildLayer.findMany({
    where: { buildId },
    orderBy: { index: "asc" },
    select: { digest: true, bytes: true },
  });
const make = (...steps: string[]) =>
  makeImage(ctx, { dockerfile: [`FROM ${base}`, ...steps, ""].join("\n") });
const request = ({ team, name }: Image) => requestBuild(ctx, { team, image: name });
const cachedSteps = ({ steps }: Build) =>
  steps.filter(({ cached, name }) => cached && name.startsWith("RUN"));

describe.skipIf(!mayStartEngines)("several engines", () => {
  test("a second host takes over the steps that the first has built, and comes to the same layers", async () => {
    const image = await make(`RUN echo ${nonce()} > /made && sleep 1`, "RUN echo two");
    const first = await withWorker(process.env.DOCKER_HOST, () => buildToEnd(ctx, image));
    expect(first.status).toBe("succeeded");
    const { address } = await started("here");
    const second = await withWorker(address, () => buildToEnd(ctx, image));
    expect(second).toMatchObject({ status: "succeeded", tag: "1.2" });
    expect(cachedSteps(second)).toHaveLength(2);
    expect(await layersOf(second.id)).toEqual(await layersOf(first.id));
    expect(second.steps.filter(({ error }) => error)).toEqual([]);
  }, 60_000);

  test("of several stages too, also those that are not in the image", async () => {
    const image = await makeImage(ctx, {
      dockerfile: `FROM ${base} AS tools
RUN echo ${nonce()} > /tool && sleep 1
FROM ${base}
COPY --from=tools /tool /tool
RUN echo ${nonce()}
`,
    });
    const first = await withWorker(process.env.DOCKER_HOST, () => buildToEnd(ctx, image));
    const { address } = await started("here");
    const second = await withWorker(address, () => buildToEnd(ctx, image));
    expect(cachedSteps(second)).toHaveLength(2);
    expect(await layersOf(second.id)).toEqual(await layersOf(first.id));
  }, 60_000);

  test("what has changed is built anew there, and what stands before it is not", async () => {
    const first = `RUN echo ${nonce()} > /made && sleep 1`;
    const image = await make(first, `RUN echo before ${nonce()} > /last`);
    const before = await withWorker(process.env.DOCKER_HOST, () => buildToEnd(ctx, image));
    await createVersion(ctx, {
      team: image.team,
      image: image.name,
      dockerfile: `FROM ${base}\n${first}\nRUN echo after ${nonce()} > /last\n`,
      message: "",
    });
    const { address } = await started("here");
    const after = await withWorker(address, () => buildToEnd(ctx, image, 2));
    expect(after).toMatchObject({ status: "succeeded", tag: "2.1" });
    expect(cachedSteps(after).map(({ name }) => name)).toEqual([first]);
    const [layers, earlier] = [await layersOf(after.id), await layersOf(before.id)];
    expect(layers.slice(0, -1)).toEqual(earlier.slice(0, -1));
    expect(layers.at(-1)?.digest).not.toBe(earlier.at(-1)?.digest);
  }, 60_000);

  test.each(["basic", "bearer"] as const)(
    "a registry that wants a password (%s) shares its layers with those who have it",
    async (scheme) => {
      Object.assign(env(), {
        BAKEHOUSE_REGISTRY: await guardedRegistry(scheme, "baker", "flour"),
        BAKEHOUSE_REGISTRY_USERNAME: "baker",
        BAKEHOUSE_REGISTRY_PASSWORD: "flour",
      });
      try {
        const image = await make(`RUN echo ${nonce()} > /made && sleep 1`);
        const first = await withWorker(process.env.DOCKER_HOST, () => buildToEnd(ctx, image));
        expect(first).toMatchObject({ status: "succeeded" });
        const { address } = await started("here");
        const second = await withWorker(address, () => buildToEnd(ctx, image));
        expect(second).toMatchObject({ status: "succeeded", tag: "1.2" });
        expect(cachedSteps(second)).toHaveLength(1);
        expect(JSON.stringify(second) + (await logOf(ctx, second.id))).not.toContain("flour");
      } finally {
        Object.assign(env(), {
          BAKEHOUSE_REGISTRY: testRegistry(),
          BAKEHOUSE_REGISTRY_USERNAME: undefined,
          BAKEHOUSE_REGISTRY_PASSWORD: undefined,
        });
      }
    },
    60_000,
  );

  test("two generations of engine come to the same results: good, failed and canceled", async () => {
    const marks = [nonce(), nonce(), nonce()];
    const seconds = `100.${Math.floor(Math.random() * 90_000 + 10_000)}`;
    const good = ["ENV LEVEL=3 NAME=same", `RUN echo ${marks[0]}`, "WORKDIR /srv", 'CMD ["sh"]'];
    // On one stream: what comes on two, an engine may pass on in any order.
    const bad = ["RUN true", `RUN (echo ${marks[1]}; echo broken) >&2; exit 3`];
    const slow = [`RUN echo ${marks[2]} && sleep ${seconds}`];

    async function resultsOn(generation: (typeof GENERATIONS)[number]) {
      const { address } = await started(generation);
      return withWorker(address, async () => {
        const [goodImage, badImage, slowImage] = await Promise.all([
          make(...good),
          make(...bad),
          make(...slow),
        ]);
        const built = await buildToEnd(ctx, goodImage);
        const failed = await buildToEnd(ctx, badImage);
        const { id } = await request(slowImage);
        await until(ctx, id, ({ steps }) =>
          steps.some(({ name, lineCount }) => name.includes(seconds) && lineCount),
        );
        await cancelBuild(ctx, { id });
        const canceled = await ended(ctx, id);
        await expect.poll(() => isRunning(seconds), { timeout: 5000 }).toBe(false);
        for (const { name, team } of [badImage, slowImage])
          expect(await headDigest(`${testRegistry()}/${team}/${name}:1.1`)).toBeNull();
        expect(await headDigest(`${testRegistry()}/${goodImage.team}/${goodImage.name}:1.1`)).toBe(
          built.digest,
        );
        return {
          built: { ...shapeOf(built), config: unlabelled(built), layers: (await layersOf(built.id)).length },
          failed: { ...shapeOf(failed), log: linesOf(await logOf(ctx, failed.id), marks) },
          canceled: shapeOf(canceled),
        };
      });
    }
    const results = await resultsOn("here");
    expect(results.built).toMatchObject({ status: "succeeded" });
    expect(results.failed).toMatchObject({ status: "failed", error: { line: 3, exitCode: 3 } });
    expect(results.failed.log).toEqual([marks[1], "broken"]);
    expect(results.canceled).toMatchObject({ status: "canceled", error: null });
    expect(await resultsOn("trixie")).toEqual(results);
  }, 120_000);

  test("two workers at once share a queue, and a rebuild goes to the one that has the cache", async () => {
    const engines = await Promise.all(GENERATIONS.map((generation) => started(generation)));
    const workers = await Promise.all(
      engines.map(({ address }, i) => startWorker({ dockerHost: address, concurrency: 2, name: `two-${i}` })),
    );
    try {
      const images: Image[] = [];
      for (let i = 0; i < 6; i++) images.push(await make(`RUN sleep 0.5 && echo ${nonce()}`));
      const asked = await Promise.all(images.map(request));
      const builds = await Promise.all(asked.map(({ id }) => ended(ctx, id)));
      for (const build of builds)
        expect(build).toMatchObject({ status: "succeeded", attempt: 1, tag: "1.1" });
      const by = new Map(builds.map((build, i) => [build.worker, images[i]]));
      expect([...by.keys()].sort()).toEqual(["two-0", "two-1"]);
      for (const [worker, image] of [...by, ...by]) {
        if (!image) throw new Error("no image");
        const again = await buildToEnd(ctx, image);
        expect(again).toMatchObject({ status: "succeeded", worker });
        expect(cachedSteps(again)).toHaveLength(1);
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.stop(0)));
    }
  }, 90_000);
});

/**
 * What a Dockerfile decides of a build, whatever engine it has: no times, digests and sizes, and not whose it is. What a
 * step ended with each engine puts in words of its own.
 */
function shapeOf({ status, attempt, steps, error, layerCount }: Build) {
  return {
    status,
    attempt,
    layerCount,
    error: error && { ...error, step: undefined },
    steps: steps
      .filter(({ kind }) => kind === "build")
      .map(({ name, line, cached, error }) => ({
        name,
        line,
        cached,
        error: error?.replace(/^.*: (?=exit code)/, ""),
      })),
  };
}

/** Without what names the image itself. */
function unlabelled({ config }: Build) {
  return { ...config, labels: undefined };
}

const linesOf = (log: string, marks: string[]) =>
  log.split("\n").filter((line) => line === "broken" || marks.includes(line));
