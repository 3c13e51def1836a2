import { beforeAll, describe, expect, test } from "vitest";
import { type BuildEvent, buildImage } from "#worker/docker/build-image";
import { cancelBuild } from "#worker/docker/cancel-build";
import { connectEngine, type Engine } from "#worker/docker/connect-engine";
import { inspectImage } from "#worker/docker/inspect-image";
import { pushImage } from "#worker/docker/push-image";
import {
  buildAny,
  buildToEnd,
  cuttableEngine,
  guardedRegistry,
  isRunning,
  nonce,
  removeImage,
  serve,
  testBase,
  testEngine,
  testRegistry,
} from "#worker/docker/test-engine";

const engine = testEngine();
let base: string;
beforeAll(async () => {
  base = await testBase(engine);
});

const run = (command: string) => `FROM ${base}\nRUN : ${nonce()}; ${command}`;

describe("a build that succeeds", () => {
  test("tells of its steps and ends with the image's id, which has the tag and the labels", async () => {
    const dockerfile = `FROM ${base} AS first\nRUN echo ${nonce()} > /a\nFROM ${base}\nCOPY --from=first /a /b\nUSER nobody`;
    const { events, end, tag } = await buildToEnd(engine, { dockerfile, labels: { "a.b": 'say "c"' } });
    if (end.type !== "built") throw new Error(JSON.stringify(end));
    const image = await inspectImage(engine, tag);
    expect(image.imageId).toBe(end.imageId);
    expect(image.config).toMatchObject({ user: "nobody", labels: { "a.b": 'say "c"' } });

    const copy = events
      .filter((event) => event.type === "vertex" && /COPY --from=first/.test(event.name))
      .at(-1);
    const producer = events.find((event) => event.type === "vertex" && /RUN echo/.test(event.name));
    if (copy?.type !== "vertex" || producer?.type !== "vertex") throw new Error("steps are missing");
    expect(copy).toMatchObject({ cached: false, error: null });
    expect(copy.inputs).toContain(producer.digest);
    expect(copy.startedAt!.getTime()).toBeLessThanOrEqual(copy.completedAt!.getTime());
    expect(Math.abs(Date.now() - copy.completedAt!.getTime())).toBeLessThan(60_000);
    await removeImage(engine, tag);
  });

  test("is cached the second time, unless told not to be", async () => {
    const dockerfile = run("echo once");
    const cached = async (noCache: boolean) => {
      const { events, tag } = await buildToEnd(engine, { dockerfile, noCache });
      await removeImage(engine, tag);
      return events.some((event) => event.type === "vertex" && /RUN/.test(event.name) && event.cached);
    };
    expect(await cached(false)).toBe(false);
    expect(await cached(false)).toBe(true);
    expect(await cached(true)).toBe(false);
  });

  test("keeps stdout and stderr apart and every byte as it was", async () => {
    const { events, tag } = await buildToEnd(engine, {
      dockerfile: run(`printf 'out \\303\\251 \\377\\000'; echo fault >&2`),
    });
    const printed = (stderr: boolean) =>
      Buffer.concat(events.flatMap((e) => (e.type === "log" && e.stderr === stderr ? [e.bytes] : [])));
    expect(printed(false)).toEqual(Buffer.from([...Buffer.from("out é "), 0xff, 0]));
    expect(printed(true).toString()).toBe("fault\n");
    await removeImage(engine, tag);
  });

  test("says where the engine clipped the output, on a line of its own", async () => {
    const { end, output, tag } = await buildToEnd(engine, { dockerfile: run("seq 1 400000") });
    expect(end.type).toBe("built");
    // An engine without a limit has nothing to say.
    if (!output.endsWith("400000\n")) expect(output).toMatch(/\n\[output clipped, log limit .*\]\n$/);
    await removeImage(engine, tag);
  });
});

describe("what a build asks us for meanwhile", () => {
  test("a public image from a registry that gives out tokens", async () => {
    const repository = `team/public-${nonce()}`;
    const reference = `${testRegistry()}/${repository}:1`;
    const imageId = await buildAny(engine, reference);
    await Array.fromAsync(pushImage(engine, imageId, reference));
    const host = await guardedRegistry("bearer");
    const dockerfile = `FROM scratch\nCOPY --from=${host}/${repository}:1 /etc/passwd /${nonce()}`;
    const { end, tag } = await buildToEnd(engine, { dockerfile });
    expect(end.type).toBe("built");
    await removeImage(engine, tag);
    await removeImage(engine, imageId);
  });

  test("a secret: there is none", async () => {
    const optional = await buildToEnd(engine, {
      dockerfile: `FROM ${base}\nRUN --mount=type=secret,id=key : ${nonce()}; cat /run/secrets/key`,
    });
    expect(optional.end).toMatchObject({ type: "failed", message: expect.stringMatching(/exit code: 1$/) });
    expect(optional.output).toMatch(/No such file/);
    const required = await buildToEnd(engine, {
      dockerfile: `FROM ${base}\nRUN --mount=type=secret,id=key,required true`,
    });
    expect(required.end).toMatchObject({ type: "failed", message: expect.stringMatching(/not found/) });
  });
});

describe("a build that fails", () => {
  test("is a result that names the step, not those ended beside it", async () => {
    const dockerfile = `FROM ${base} AS bad\nRUN : ${nonce()}; sleep 0.5; exit 7\nFROM ${base}\nRUN : ${nonce()}; sleep 20\nCOPY --from=bad / /`;
    const { events, end } = await buildToEnd(engine, { dockerfile });
    if (end.type !== "failed") throw new Error(JSON.stringify(end));
    expect(end.message).toMatch(/exit code: 7$/);
    const failed = events.filter((event) => event.type === "vertex" && event.digest === end.vertex).at(-1);
    expect(failed).toMatchObject({ error: expect.stringMatching(/exit code: 7$/) });
  });

  test("names no step when the Dockerfile itself is wrong", async () => {
    const { end } = await buildToEnd(engine, { dockerfile: `FROM ${base}\nFRO x` });
    expect(end).toEqual({
      type: "failed",
      message: expect.stringContaining("unknown instruction: FRO"),
      vertex: null,
    });
  });
});

describe("a build that is ended", () => {
  async function start(on: Engine, options: { signal?: AbortSignal } = {}) {
    const mark = `30${Math.floor(Math.random() * 1e9)}`;
    const buildId = nonce();
    const dockerfile = run(`echo started; exec sleep ${mark}`);
    const events = buildImage(on, { dockerfile, tag: "bakehouse-test:never", buildId, ...options });
    for await (const event of untilLog(events)) if (event.type === "log") break;
    await expect.poll(() => isRunning(mark)).toBe(true);
    return {
      events,
      buildId,
      isGone: () => expect.poll(() => isRunning(mark), { timeout: 1000 }).toBe(false),
    };
  }

  // A plain for-await would close the generator when it breaks off.
  async function* untilLog(events: AsyncGenerator<BuildEvent>) {
    for (let next = await events.next(); !next.done; next = await events.next()) yield next.value;
  }

  async function drain(events: AsyncGenerator<BuildEvent>): Promise<BuildEvent[]> {
    const rest: BuildEvent[] = [];
    for await (const event of events) rest.push(event);
    return rest;
  }

  test("by its signal: throws the reason, and nothing runs on", async () => {
    const controller = new AbortController();
    const { events, isGone } = await start(engine, { signal: controller.signal });
    const began = performance.now();
    const rest = drain(events);
    controller.abort(new Error("stop it"));
    await expect(rest).rejects.toThrow("stop it");
    expect(performance.now() - began).toBeLessThan(500);
    await isGone();
  });

  test("by a consumer that goes away", async () => {
    const { events, isGone } = await start(engine);
    await events.return();
    await isGone();
  });

  test("by another process, through its id", async () => {
    const { events, buildId, isGone } = await start(engine);
    const rest = drain(events);
    await cancelBuild(testEngine(), buildId);
    await expect(rest).rejects.toMatchObject({ name: "EngineError", code: "canceled" });
    await isGone();
    await cancelBuild(engine, buildId);
  });

  test("before it began", async () => {
    const options = { dockerfile: run("true"), tag: "bakehouse-test:never", buildId: nonce() };
    const aborted = buildImage(engine, { ...options, signal: AbortSignal.abort(new Error("too late")) });
    await expect(aborted.next()).rejects.toThrow("too late");
  });

  test.each(["reset", "end"] as const)("by the engine going away (%s)", async (how) => {
    const { engine: breaking, cut } = await cuttableEngine();
    const { events, isGone } = await start(breaking);
    const rest = drain(events);
    cut(how);
    await expect(rest).rejects.toMatchObject({ name: "EngineError", code: "unreachable", transient: true });
    await isGone();
  });

  test.each([
    ["that gets stuck, as 20.10 may", 1e9],
    ["that ends its answer without a result", 3],
  ])("by an engine %s", async (_, empty) => {
    const line = '{"id":"moby.buildkit.trace","aux":""}\n';
    const host = await serve((_request, answer) => {
      let left = empty;
      const write = () => {
        while (left-- > 0) if (!answer.write(line) || answer.destroyed) return;
        answer.end();
      };
      answer.on("drain", write);
      write();
    });
    const built = buildToEnd(connectEngine(`tcp://${host}`), { dockerfile: "FROM scratch" });
    await expect(built).rejects.toMatchObject({ code: "unreachable", transient: true });
  });
});
