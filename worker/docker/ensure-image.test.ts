import { beforeAll, describe, expect, test } from "vitest";
import { ensureImage } from "#worker/docker/ensure-image";
import { inspectImage } from "#worker/docker/inspect-image";
import { pushImage } from "#worker/docker/push-image";
import { resolveDigest } from "#worker/docker/resolve-digest";
import {
  buildAny,
  buildToEnd,
  guardedRegistry,
  nonce,
  removeImage,
  serve,
  testEngine,
  testRegistry,
} from "#worker/docker/test-engine";

const engine = testEngine();
const path = `team/base-${nonce()}`;
const repository = `${testRegistry()}/${path}`;
let imageId: string;
let digest: string;

beforeAll(async () => {
  imageId = await buildAny(engine, `${repository}:1`, ["RUN seq 1 1000 > /numbers", "USER nobody"]);
  await Array.fromAsync(pushImage(engine, imageId, `${repository}:1`));
  digest = await resolveDigest(engine, `${repository}:1`);
  await removeImage(engine, imageId);
  return () => removeImage(engine, imageId);
});

const ensure = (reference: string, options: Parameters<typeof ensureImage>[2] = {}) =>
  Array.fromAsync(ensureImage(engine, reference, options));

test("pulls what the engine has not, and asks nobody for what it has", async () => {
  await expect(inspectImage(engine, imageId)).rejects.toMatchObject({ code: "not-found" });
  const events = await ensure(`${repository}@${digest}`);
  expect(events.at(-1)).toEqual({ type: "ready", imageId, pulled: true });
  expect(events.some((event) => event.type === "layer")).toBe(true);
  expect(await ensure(`${repository}@${digest}`)).toEqual([{ type: "ready", imageId, pulled: false }]);
  expect((await inspectImage(engine, imageId)).config.user).toBe("nobody");
});

test("a build from it asks neither the registry nor for a password", async () => {
  const credentials = { username: "baker", password: "secret" };
  const asked: string[] = [];
  const guarded = await guardedRegistry("bearer", credentials.username, credentials.password, (url) =>
    asked.push(url),
  );
  const reference = `${guarded}/${path}@${digest}`;
  await ensure(reference, { credentials });
  asked.length = 0;
  const { end, tag } = await buildToEnd(engine, { dockerfile: `FROM ${reference}\nENV NONCE=${nonce()}` });
  expect(end.type).toBe("built");
  expect(asked).toEqual([]);
  await removeImage(engine, tag);
});

describe("in vain", () => {
  const nothing = `sha256:${"0".repeat(64)}`;

  test.each([
    ["not-found", () => `${repository}@${nothing}`],
    ["registry-unreachable", () => `127.0.0.1:1/a/b@${nothing}`],
    ["invalid", () => `${repository}:1`],
    ["invalid", () => "no reference"],
  ])("%s", async (code, reference) => {
    await expect(ensure(reference())).rejects.toMatchObject({ name: "EngineError", code });
  });

  test.each([
    ["not-found", () => `${repository}:2`],
    ["registry-unreachable", () => "127.0.0.1:1/a/b:1"],
    ["invalid", () => "a/../../info"],
  ])("resolving: %s", async (code, reference) => {
    await expect(resolveDigest(engine, reference())).rejects.toMatchObject({ name: "EngineError", code });
  });

  test("given up: throws the reason at once", async () => {
    const stalled = await serve(({ url }, answer) => {
      if (url === "/v2/") answer.end("{}");
    });
    const pulling = ensure(`${stalled}/a/b@${nothing}`, { signal: AbortSignal.timeout(300) });
    const began = performance.now();
    await expect(pulling).rejects.toMatchObject({ name: "TimeoutError" });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
