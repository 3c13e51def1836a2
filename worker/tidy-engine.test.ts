import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import { makeImage, makeOwner } from "#lib/testing/make";
import { callEngine } from "#worker/docker/call-engine";
import { connectEngine, type Engine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { inspectImage } from "#worker/docker/inspect-image";
import { measureStorage } from "#worker/docker/measure-storage";
import { nonce, testBase } from "#worker/docker/test-engine";
import { tidyEngine } from "#worker/jobs/tidy-engine";
import { keepEngineTidy } from "#worker/keep-engine-tidy";
import { buildToEnd, ended, smallBase, until } from "#worker/testing-builds";
import { type ExtraEngine, engineOfEach, GENERATIONS, mayStartEngines } from "#worker/testing-extra-engine";
import { type RunningWorker, startWorker } from "#worker/worker";

if (!mayStartEngines) console.warn("Not tried, as only root can: that an engine is kept under a limit.");

const MB = 1_000_000;
const started = engineOfEach();

describe.skipIf(!mayStartEngines).each(GENERATIONS)("an engine of %s", (generation) => {
  let extra: ExtraEngine;
  let engine: Engine;
  let engineId: string;
  let base: string;
  let ctx: Context;
  let worker: RunningWorker | undefined;

  beforeAll(async () => {
    [extra, base, ctx] = await Promise.all([started(generation), smallBase(), makeOwner()]);
    engine = connectEngine(extra.address);
    engineId = (await describeEngine(engine)).id;
    worker = await startWorker({ dockerHost: extra.address, concurrency: 2, name: nonce() });
  });
  afterAll(async () => {
    await worker?.stop(0);
  });

  const isThere = (name: string) =>
    inspectImage(engine, name).then(
      () => true,
      () => false,
    );
  const make = (lines: string[]) => makeImage(ctx, { dockerfile: [`FROM ${base}`, ...lines, ""].join("\n") });
  const fill = (megabytes: number) =>
    `RUN : ${nonce()}; head -c ${megabytes}000000 /dev/urandom > /made-${nonce()}`;
  const tag = (image: string, repo: string) =>
    callEngine(engine, {
      doing: "tag",
      method: "POST",
      path: `/images/${image}/tag`,
      query: { repo, tag: "1" },
    });

  test("is left alone below its limit", async () => {
    const image = await make([fill(1)]);
    const { reference } = await buildToEnd(ctx, image);
    const { bytes, freedBytes, removedImages } = await tidyEngine(engine, { engineId, limitBytes: 100 * MB });
    expect({ freedBytes, removedImages }).toEqual({ freedBytes: 0, removedImages: [] });
    const { imageBytes, cacheBytes } = await measureStorage(engine);
    expect(bytes).toBe(imageBytes + cacheBytes);
    expect(bytes).toBeGreaterThan(MB);
    expect(await isThere(reference ?? "")).toBe(true);

    const stop = new AbortController();
    const keeper = keepEngineTidy({ engine, engineId, limitBytes: 100 * MB, signal: stop.signal });
    await keeper.makeRoom(0);
    expect(keeper.bytes).toBe(bytes);
    stop.abort();
  });

  test.skipIf(generation !== "here")(
    "is brought below it while a build runs: what was used longest ago goes, nothing that is needed or another's",
    async () => {
      const first = await buildToEnd(ctx, await make([fill(6)]));
      const [second] = await Promise.all([0, 1].map(async () => buildToEnd(ctx, await make([fill(6)]))));
      const foreign = "somebody/else";
      const kept = await make([fill(1)]);
      const { reference: alsoForeign } = await buildToEnd(ctx, kept);
      await tag(alsoForeign ?? "", foreign);
      await testBase(engine);

      const running = await make([fill(6), `RUN : ${nonce()}; echo waiting; sleep 3`]);
      const { id } = await requestBuild(ctx, { team: running.team, image: running.name });
      await until(ctx, id, ({ steps }) =>
        steps.some(({ name, lineCount }) => name.includes("sleep 3") && lineCount > 0),
      );

      const limitBytes = 25 * MB;
      const tidied = await tidyEngine(engine, { engineId, limitBytes });
      expect(tidied.bytes).toBeLessThanOrEqual(limitBytes);
      expect(tidied.freedBytes).toBeGreaterThan(5 * MB);
      expect(tidied.removedImages.length).toBeGreaterThan(0);
      expect(await isThere(first.reference ?? "")).toBe(false);
      expect(await isThere(second?.reference ?? "")).toBe(true);
      expect(
        await Promise.all([`${foreign}:1`, alsoForeign ?? "", "bakehouse-test:base"].map(isThere)),
      ).toEqual([true, true, true]);

      const build = await ended(ctx, id);
      expect(build).toMatchObject({ status: "succeeded" });
      expect(build.steps.every(({ error }) => !error)).toBe(true);
    },
    60_000,
  );

  test("gives up more than its limit asks for when its disk is full, and all that is ours in the end", async () => {
    const image = await make([fill(4)]);
    await tag((await buildToEnd(ctx, image)).reference ?? "", "somebody/else");
    await buildToEnd(ctx, await make([fill(4)]));
    const before = await tidyEngine(engine, { engineId, limitBytes: 1000 * MB });
    const some = await tidyEngine(engine, { engineId, limitBytes: 1000 * MB, missingBytes: 3 * MB });
    expect(some.freedBytes).toBeGreaterThanOrEqual(3 * MB);
    expect(some.bytes).toBeLessThan(before.bytes);
    const all = await tidyEngine(engine, { engineId, limitBytes: 0 });
    const { images, cacheBytes } = await measureStorage(engine);
    expect(cacheBytes).toBe(0);
    expect(images.flatMap(({ tags }) => tags)).toContain("somebody/else:1");
    expect(all.bytes).toBeLessThan(some.bytes);
  });
});
