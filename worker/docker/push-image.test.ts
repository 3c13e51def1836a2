import type { IncomingMessage } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { inspectImage } from "#worker/docker/inspect-image";
import { pushImage } from "#worker/docker/push-image";
import { headDigest } from "#worker/docker/registry-client";
import { resolveDigest } from "#worker/docker/resolve-digest";
import {
  buildAny,
  guardedRegistry,
  nonce,
  removeImage,
  serve,
  testEngine,
  testRegistry,
} from "#worker/docker/test-engine";

const engine = testEngine();
const credentials = { username: "baker", password: "s€cret:+/" };
const name = `bakehouse-test:${nonce()}`;
let imageId: string;

beforeAll(async () => {
  imageId = await buildAny(engine, name, [
    "RUN seq 1 1000 > /numbers",
    "RUN head -c 30000000 /dev/urandom > /noise",
  ]);
  return () => removeImage(engine, imageId);
});

const push = (reference: string, options: Parameters<typeof pushImage>[3] = {}) =>
  Array.fromAsync(pushImage(engine, imageId, reference, options));

describe("to a registry", () => {
  test("tells of layers and ends with the digest that the registry has", async () => {
    const reference = `${testRegistry()}/team/image-${nonce()}:3.2`;
    const events = await push(reference);
    const end = events.at(-1)!;
    if (end.type !== "pushed") throw new Error(JSON.stringify(end));
    expect(await resolveDigest(engine, reference)).toBe(end.digest);
    expect(await headDigest(reference)).toBe(end.digest);
    expect(end.size).toBeGreaterThan(100);

    const layers = new Set(events.flatMap((event) => (event.type === "layer" ? [event.layer] : [])));
    expect(layers.size).toBe((await inspectImage(engine, imageId)).layerCount);
    const again = await push(reference);
    expect(again.at(-1)).toEqual(end);
    expect(again.some((event) => event.type === "layer" && event.status === "Layer already exists")).toBe(
      true,
    );
  });

  test.each(["basic", "bearer"] as const)("that wants a password (%s)", async (scheme) => {
    const host = await guardedRegistry(scheme, credentials.username, credentials.password);
    const reference = `${host}/team/guarded-${nonce()}:1.1`;
    const events = await push(reference, { credentials });
    expect(events.at(-1)).toMatchObject({ type: "pushed" });
    expect(await resolveDigest(engine, reference, { credentials })).toMatch(/^sha256:/);
    const wrong = { username: "baker", password: "wrong" };
    await expect(resolveDigest(engine, reference, { credentials: wrong })).rejects.toMatchObject({
      code: "unauthorized",
    });
  });
});

describe("in vain", () => {
  const json = { "content-type": "application/json" };
  const errors = (code: string, message: string) => JSON.stringify({ errors: [{ code, message }] });

  test("credentials refused", async () => {
    const host = await guardedRegistry("bearer", "baker", "right");
    await expect(push(`${host}/a/b:1`, { credentials })).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining(`Cannot push ${host}/a/b:1: `),
    });
  });

  test("no room", async () => {
    const host = await serve(({ url }, answer) => {
      if (url === "/v2/") answer.end("{}");
      else answer.writeHead(403, json).end(errors("DENIED", "Quota exceeded for this project"));
    });
    await expect(push(`${host}/a/b:1`)).rejects.toMatchObject({ code: "quota", transient: false });
  });

  test("a web page instead of a registry", async () => {
    const host = await serve((_, answer) =>
      answer.writeHead(404, { "content-type": "text/html" }).end("<html>Nothing here</html>"),
    );
    await expect(push(`${host}/a/b:1`)).rejects.toMatchObject({ code: "registry-invalid" });
  });

  test("nobody there", async () => {
    await expect(push("127.0.0.1:1/a/b:1")).rejects.toMatchObject({
      code: "registry-unreachable",
      transient: true,
    });
  });

  test("no such image in the engine", async () => {
    const pushed = Array.fromAsync(pushImage(engine, `sha256:${"0".repeat(64)}`, `${testRegistry()}/a/b:1`));
    await expect(pushed).rejects.toMatchObject({ code: "not-found" });
  });

  test("a reference without a tag", async () => {
    await expect(push(`${testRegistry()}/a/b`)).rejects.toMatchObject({ code: "invalid" });
  });

  test("given up: throws the reason at once, and the engine lets go of the registry", async () => {
    // More than the buffers on the way can hold.
    const large = await buildAny(engine, `bakehouse-test:${nonce()}`, [
      "RUN head -c 16000000 /dev/urandom > /noise",
    ]);
    const uploads: IncomingMessage[] = [];
    let isSlow = true;
    const host = await serve((incoming, answer) => {
      const { url, method, headers } = incoming;
      if (url === "/v2/") return answer.end("{}");
      if (method === "HEAD") return answer.writeHead(404).end();
      const location = `http://${headers.host}/v2/a/b/blobs/uploads/${nonce()}`;
      if (method === "POST") return answer.writeHead(202, { location, range: "0-0" }).end();
      uploads.push(incoming);
      incoming.on("data", () => {
        if (isSlow) incoming.pause();
        setTimeout(() => incoming.resume(), 50).unref();
      });
    });
    const controller = new AbortController();
    const pushing = Array.fromAsync(pushImage(engine, large, `${host}/a/b:1`, { signal: controller.signal }));
    pushing.catch(() => {});
    await expect.poll(() => uploads.length).toBeGreaterThan(0);
    const began = performance.now();
    controller.abort(new Error("stop it"));
    await expect(pushing).rejects.toThrow("stop it");
    expect(performance.now() - began).toBeLessThan(500);
    isSlow = false;
    await expect.poll(() => uploads.every(({ closed }) => closed), { timeout: 1000 }).toBe(true);
    expect(uploads.some(({ complete }) => !complete)).toBe(true);
    await removeImage(engine, large);
  });
});
