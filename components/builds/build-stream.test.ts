import { createRouterClient } from "@orpc/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BuildStream } from "#components/builds/build-stream";
import { router } from "#lib/api/router";
import type { Context } from "#lib/auth/context";
import { BuildRecorder } from "#lib/builds/build-recorder";
import { cancelBuild } from "#lib/builds/cancel-build";
import { claimBuild } from "#lib/builds/claim-build";
import { endBuild } from "#lib/builds/end-build";
import { requestBuild } from "#lib/builds/request-build";
import { deleteImage } from "#lib/images/delete-image";
import { makeWorker } from "#lib/queue/testing-queue";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";

type Api = ConstructorParameters<typeof BuildStream>[0];

const streams: BuildStream[] = [];
const recorders: BuildRecorder[] = [];
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.stop();
  // What one still holds belongs to a build that has ended: it is refused, but not left to a timer.
  for (const recorder of recorders.splice(0)) await recorder.flush().catch(() => {});
});

async function begin() {
  const ctx = await makeOwner();
  const image = await makeImage(ctx);
  const { id } = await requestBuild(ctx, { team: teamOf(ctx), image: image.name });
  const workerId = await makeWorker();
  const claim = await claimBuild({ workerId, running: [] });
  if (claim?.id !== id) throw new Error("claimed another build");
  const recorder = new BuildRecorder(claim);
  recorders.push(recorder);
  const step = recorder.addStep({ kind: "build", name: "RUN true", line: 2, startedAt: new Date() });
  const say = (...texts: string[]) =>
    recorder.addLines(
      step,
      texts.map((text) => ({ text, at: new Date() })),
    );
  return { ctx, image, id, claim, recorder, step, say };
}

const apiOf = (ctx: Context) =>
  createRouterClient(router, { context: { identify: async () => ctx } }).builds as unknown as Api;

async function open(api: Api, id: string): Promise<BuildStream> {
  const stream = new BuildStream(api, await api.get({ id }));
  streams.push(stream);
  stream.start();
  return stream;
}

const texts = (stream: BuildStream, step: number) => stream.log.rows(step, 0)?.map(({ text }) => text);

test("what was printed before is fetched, what comes is followed, and at the end nothing is missing", async () => {
  const { ctx, id, claim, recorder, step, say } = await begin();
  await say("one", "two");
  await recorder.flush();
  const stream = await open(apiOf(ctx), id);
  expect(stream.log.lineCount(step)).toBe(2);
  stream.log.want(step, 0);
  await vi.waitFor(() => expect(texts(stream, step)).toEqual(["one", "two"]));

  await say("three");
  await vi.waitFor(() => expect(texts(stream, step)).toEqual(["one", "two", "three"]));
  expect(stream.getSnapshot().connection).toBe("live");

  await say("four");
  recorder.updateStep(step, { completedAt: new Date() });
  await recorder.flush();
  await endBuild(claim, { status: "failed", error: { code: "x", message: "It broke." } });
  await vi.waitFor(() => expect(stream.getSnapshot().connection).toBe("ended"));
  expect(texts(stream, step)).toEqual(["one", "two", "three", "four"]);
  expect(stream.getSnapshot().build).toMatchObject({ status: "failed", error: { message: "It broke." } });
  expect(stream.getSnapshot().steps[0]?.completedAt).not.toBeNull();
});

describe("a connection that breaks", () => {
  test("in the middle of a batch is taken up where it was, and nothing is shown twice", async () => {
    const { ctx, id, claim, recorder, step, say } = await begin();
    await recorder.flush();
    const real = apiOf(ctx);
    const asked: (number | undefined)[] = [];
    const follow = (async (input: { id: string; after?: number }, options: { signal?: AbortSignal }) => {
      asked.push(input.after);
      const events = await real.follow(input, options);
      if (asked.length > 1) return events;
      return (async function* () {
        for await (const event of events) {
          yield event;
          if (event.type === "log") throw new TypeError("network error");
        }
      })();
    }) as unknown as Api["follow"];
    const stream = await open({ get: real.get, lines: real.lines, follow }, id);
    await say("one", "two");
    await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 3000 });
    expect(asked[1]).toBe(asked[0]);
    await say("three");
    await recorder.flush();
    await endBuild(claim, { status: "canceled" });
    await vi.waitFor(() => expect(stream.getSnapshot().connection).toBe("ended"));
    expect(texts(stream, step)).toEqual(["one", "two", "three"]);
  });

  test("says so while it is away", async () => {
    const { ctx, id } = await begin();
    const real = apiOf(ctx);
    const follow = (() => Promise.reject(new TypeError("Failed to fetch"))) as unknown as Api["follow"];
    const stream = await open({ get: real.get, lines: real.lines, follow }, id);
    await vi.waitFor(() => expect(stream.getSnapshot().error).toBeInstanceOf(TypeError));
    expect(stream.getSnapshot().connection).toBe("reconnecting");
    await cancelBuild(ctx, { id });
    stream.merge(await real.get({ id }));
    expect(stream.getSnapshot().build.cancelRequested).toBe(true);
  });
});

test("an older answer does not take back what is known", async () => {
  const { ctx, id, recorder, say } = await begin();
  const api = apiOf(ctx);
  const older = await api.get({ id });
  await say("one");
  await recorder.flush();
  const stream = await open(api, id);
  const { revision } = stream.getSnapshot().build;
  stream.merge(older);
  expect(stream.getSnapshot().build.revision).toBe(revision);
});

test("a build that cannot be seen any more is given up", async () => {
  const { ctx, image, id, claim } = await begin();
  const api = apiOf(ctx);
  const build = await api.get({ id });
  await endBuild(claim, { status: "canceled" });
  await deleteImage(ctx, { team: teamOf(ctx), image: image.name });
  await expect(api.get({ id })).rejects.toThrow();
  const stream = new BuildStream(api, build);
  streams.push(stream);
  stream.start();
  await vi.waitFor(() => expect(stream.getSnapshot().connection).toBe("lost"));
});

test("a build that has ended is not followed", async () => {
  const { ctx, id, claim } = await begin();
  await endBuild(claim, { status: "canceled" });
  const stream = await open(apiOf(ctx), id);
  expect(stream.getSnapshot().connection).toBe("ended");
});
