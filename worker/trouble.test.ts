import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { cancelBuild } from "#lib/builds/cancel-build";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { guardedRegistry, nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, ended, logOf, smallBase, until } from "#worker/testing-builds";
import { type RunningWorker, startWorker } from "#worker/worker";

let base: string;
let ctx: Context;
let worker: RunningWorker | undefined;

const start = async (dockerHost = process.env.DOCKER_HOST) => {
  worker = await startWorker({ dockerHost, concurrency: 2 });
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
    expect(pushed).toMatchObject({ status: "succeeded", tags: ["1", "latest"], cachedStepCount: 1 });
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
  await until(ctx, id, ({ steps }) => steps.some(({ kind, lineCount }) => kind === "push" && lineCount > 0));
  await listen(address.port);
  const build = await ended(ctx, id);
  server.close();
  expect(build).toMatchObject({ status: "succeeded", attempt: 1 });
  expect(await logOf(ctx, id)).toMatch(/Trying again in \d+ s; nothing is built again\./);
  expect(build.steps.filter(({ name }) => name.startsWith("RUN"))).toHaveLength(1);
}, 60_000);

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

const small: { process?: ChildProcess; folder?: string; bridge?: string } = {};

/** A second engine whose whole disk is 48 MB, on a bridge of its own. */
async function startSmallEngine(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "small-engine-"));
  const bridge = `bhtest${process.pid % 100_000}`;
  Object.assign(small, { folder, bridge });
  const disk = join(folder, "disk");
  mkdirSync(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", disk]);
  execFileSync("ip", ["link", "add", bridge, "type", "bridge"]);
  const address = `unix://${join(folder, "sock")}`;
  small.process = spawn(
    "dockerd",
    [
      ...["--host", address, "--data-root", join(disk, "data"), "--exec-root", join(folder, "exec")],
      ...["--pidfile", join(folder, "pid"), "--bridge", bridge, "--fixed-cidr", "10.213.0.0/24"],
      ...["--iptables=false", "--ip-masq=false", "--ip-forward=false", "--bip="],
    ],
    { stdio: "ignore" },
  );
  for (let i = 0; i < 100; i++) {
    try {
      await start(address);
      return address;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error("the small engine did not start");
}

afterAll(async () => {
  const { process: child, folder, bridge } = small;
  if (child && child.exitCode === null) {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  }
  if (bridge) execFileSync("ip", ["link", "delete", bridge]);
  if (folder) {
    execFileSync("umount", [join(folder, "disk")]);
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a full disk in the engine is called that", async () => {
  await startSmallEngine();
  const image = await makeImage(ctx, {
    dockerfile: `FROM ${base}\nRUN head -c 100000000 /dev/zero > /big\n`,
  });
  const failed = await buildToEnd(ctx, image);
  expect(failed).toMatchObject({ status: "failed", error: { code: expect.stringContaining("no-space") } });
  expect(failed.error?.message).toMatch(/full|space/i);
}, 60_000);
