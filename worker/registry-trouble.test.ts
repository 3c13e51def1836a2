import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { headDigest } from "#worker/docker/registry-client";
import { guardedRegistry, nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { heldRegistry } from "#worker/testing-registry";
import { type RunningWorker, startWorker } from "#worker/worker";

type Asked = { method: string; url: string };

let base: string;
let ctx: Context;
let worker: RunningWorker | undefined;

const start = async () => {
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 2 });
};

beforeAll(async () => {
  base = await smallBase();
  ctx = await makeOwner();
});
afterEach(async () => {
  await worker?.stop(0);
  worker = undefined;
  Object.assign(env(), {
    BAKEHOUSE_REGISTRY: testRegistry(),
    BAKEHOUSE_REGISTRY_USERNAME: undefined,
    BAKEHOUSE_REGISTRY_PASSWORD: undefined,
  });
});

const makeTrivial = () => makeImage(ctx, { dockerfile: `FROM ${base}\nRUN echo ${nonce()}\n` });

test.each(["basic", "bearer"] as const)(
  "a registry that refuses us (%s), until we know the password",
  async (scheme) => {
    env().BAKEHOUSE_REGISTRY = await guardedRegistry(scheme, "baker", "flour");
    await start();
    const image = await makeTrivial();
    const refused = await buildToEnd(ctx, image);
    expect(refused).toMatchObject({
      status: "failed",
      digest: null,
      error: { code: "registry-unauthorized", hint: expect.stringContaining("BAKEHOUSE_REGISTRY_USERNAME") },
    });
    Object.assign(env(), { BAKEHOUSE_REGISTRY_USERNAME: "baker", BAKEHOUSE_REGISTRY_PASSWORD: "flour" });
    const pushed = await buildToEnd(ctx, image);
    expect(pushed).toMatchObject({ status: "succeeded", tags: ["1", "latest"] });
    expect(pushed.steps.find(({ name }) => name.startsWith("RUN"))).toMatchObject({ cached: true });
    expect(JSON.stringify(pushed) + (await logOf(ctx, pushed.id))).not.toContain("flour");
  },
);

test("a registry that is away is tried again, and nothing is built twice", async () => {
  const [host = "", port = ""] = testRegistry().split(":");
  const server: Server = createServer((client) => {
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) socket.on("error", () => {});
    client.pipe(upstream).pipe(client);
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  await listen(0);
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  await new Promise((resolve) => server.close(resolve));

  env().BAKEHOUSE_REGISTRY = `127.0.0.1:${address.port}`;
  await start();
  const { id } = await requestBuild(ctx, {
    team: ctx.teams[0]?.name ?? "",
    image: (await makeTrivial()).name,
  });
  await until(ctx, id, ({ steps }) => steps.some(({ kind, lineCount }) => kind === "push" && lineCount > 1));
  await listen(address.port);
  const build = await ended(ctx, id);
  server.close();
  expect(build).toMatchObject({ status: "succeeded", attempt: 1 });
  const tried = (await logOf(ctx, id)).matchAll(/Trying again in (\d+) s; nothing is built again\./g);
  expect([...tried].slice(0, 2).map(([, seconds]) => seconds)).toEqual(["1", "2"]);
  expect(build.steps.filter(({ name }) => name.startsWith("RUN"))).toHaveLength(1);
}, 60_000);

test.each([
  {
    phase: "pushing" as const,
    which: ({ method, url }: Asked) => method === "POST" && url.includes("/blobs/uploads"),
  },
  {
    phase: "recording" as const,
    which: ({ method, url }: Asked) => method === "PUT" && url.endsWith("/manifests/1.1"),
  },
])(
  "a registry that breaks off in the middle ($phase) gets the rest when it is back",
  async ({ which }) => {
    const door = await heldRegistry();
    env().BAKEHOUSE_REGISTRY = door.host;
    await start();
    const image = await makeTrivial();
    let broken = 0;
    door.hold(which, (response) => {
      broken++;
      response.destroy();
      if (broken === 2) door.release();
    });
    const build = await buildToEnd(ctx, image);
    expect(broken).toBe(2);
    expect(build).toMatchObject({ status: "succeeded", attempt: 1, tags: ["1", "latest"] });
    expect(build.steps.filter(({ name }) => name.startsWith("RUN"))).toHaveLength(1);
    for (const tag of ["1.1", "1", "latest"]) {
      expect(await headDigest(`${testRegistry()}/${image.team}/${image.name}:${tag}`)).toBe(build.digest);
    }
  },
  60_000,
);

test("canceling while the registry is away ends the build", async () => {
  env().BAKEHOUSE_REGISTRY = "127.0.0.1:9";
  await start();
  const image = await makeTrivial();
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  await until(ctx, id, ({ steps }) => steps.some(({ kind, lineCount }) => kind === "push" && lineCount > 0));
  const at = Date.now();
  await cancelBuild(ctx, { id });
  expect(await ended(ctx, id)).toMatchObject({ status: "canceled" });
  expect(Date.now() - at).toBeLessThan(2000);
});

test("canceling while a base's registry keeps us waiting ends the build", async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  await start();
  const image = await makeImage(ctx, { dockerfile: `FROM 127.0.0.1:${address.port}/slow/base:1\n` });
  const asked = once(silent, "connection");
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name });
  await asked;
  expect(await getBuild(ctx, { id })).toMatchObject({ status: "running", phase: "resolving" });
  const at = Date.now();
  await cancelBuild(ctx, { id });
  const canceled = await ended(ctx, id);
  expect(canceled).toMatchObject({ status: "canceled", steps: [{ kind: "resolve", error: "canceled" }] });
  expect(Date.now() - at).toBeLessThan(2000);
  silent.close();
});

const refusal = (status: number, code: string, message: string) => (response: ServerResponse) =>
  void response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ errors: [{ code, message }] }));

test.each([
  {
    what: "is full",
    which: ({ method, url }: Asked) => method === "POST" && url.includes("/blobs/uploads"),
    answer: refusal(
      403,
      "DENIED",
      "adding 2.4 MiB of storage resource would exceed the configured upper limit of 1 GiB",
    ),
    code: "registry-quota",
  },
  {
    what: "gives out something else than was pushed",
    which: ({ method, url }: Asked) => method === "GET" && url.includes("/manifests/sha256:"),
    answer: (response: ServerResponse) =>
      void response
        .writeHead(200, { "content-type": "application/vnd.oci.image.manifest.v1+json" })
        .end("{}"),
    code: "registry-digest-mismatch",
  },
  {
    what: "answers with web pages",
    which: ({ url }: Asked) => url.startsWith("/v2/team"),
    answer: (response: ServerResponse) =>
      void response.writeHead(200, { "content-type": "text/html" }).end("<h1>It works!</h1>"),
    code: "registry-invalid",
  },
])(
  "a registry that $what: the build fails with that reason, and no tag is there",
  async ({ which, answer, code }) => {
    const door = await heldRegistry();
    env().BAKEHOUSE_REGISTRY = door.host;
    await start();
    const image = await makeTrivial();
    door.hold(which, answer);
    const failed = await buildToEnd(ctx, image);
    expect(failed).toMatchObject({
      status: "failed",
      error: { code, hint: expect.any(String), cause: expect.any(String) },
    });
    door.release();
    expect(await headDigest(`${testRegistry()}/${image.team}/${image.name}:1.1`)).toBeNull();
    const good = await buildToEnd(ctx, image);
    expect(good).toMatchObject({ status: "succeeded", tag: "1.2" });
    expect(good.steps.find(({ name }) => name.startsWith("RUN"))).toMatchObject({ cached: true });
  },
  60_000,
);
