import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Context, STOP_RANK } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { askEngine, bridgeOf } from "./ask-engine.ts";
import { deniedNetworks } from "./denied-networks.ts";
import { makeBridge, removeBridge } from "./docker-bridge.ts";
import { isIsolated, isolateBridge } from "./isolate-bridge.ts";
import { joinService } from "./shared-service.ts";
import { spawnService } from "./spawn-service.ts";
import type { Tool } from "./system-packages.ts";

const DEFAULT_SOCKET = "/var/run/docker.sock";

export const ENGINE_TOOLS: Tool[] = [
  {
    program: "dockerd",
    package: "docker.io",
    units: ["docker.service", "docker.socket", "containerd.service"],
    instead: "Start Docker, or set DOCKER_HOST to an engine that runs",
  },
  { program: "iptables", package: "iptables" },
  { program: "ip", package: "iproute2" },
  { program: "update-ca-certificates", package: "ca-certificates" },
];

/**
 * A Docker engine that answers already: DOCKER_HOST, or the system's own; null when there is none, and one of our
 * own is to be started.
 * @throws SetupError when there is none and we may not start one
 */
export async function findEngine(): Promise<string | null> {
  const given = process.env.DOCKER_HOST;
  if (given) {
    const { problem } = await askEngine(given);
    if (problem) throw new SetupError(`DOCKER_HOST (${given}) does not answer: ${problem}.`);
    return given;
  }
  const system = `unix://${DEFAULT_SOCKET}`;
  const problem = existsSync(DEFAULT_SOCKET) ? (await askEngine(system)).problem : "nothing is there";
  if (!problem) return system;
  if (process.getuid?.() === 0) return null;
  throw new SetupError(
    `No Docker engine answers at ${DEFAULT_SOCKET} (${problem}), and only root may start one: start Docker and ` +
      "join the group docker, or set DOCKER_HOST, or run this as root.",
  );
}

/** Where the Docker engine answers: the one that is there, or one of our own with its files in the data folder. */
export async function ensureDocker(ctx: Context): Promise<string> {
  const found = await findEngine();
  if (found) {
    const { version } = await askEngine(found);
    await step(ctx, `Docker ${version} at ${found}`, async () => {});
    const warning = await warnOfOpenness(found);
    if (warning) ctx.printer.line(`  ! ${warning}`);
    return found;
  }
  const socket = join(ctx.runDir, "docker.sock");
  const host = `unix://${socket}`;
  await step(
    ctx,
    "Docker engine",
    () =>
      joinService(ctx, {
        name: "docker",
        rank: STOP_RANK.engine,
        start: () => start(ctx, host),
        signal: "SIGTERM",
        graceMs: 30_000,
        cleanUp: removeBridge,
      }),
    ({ details, started }) => `Docker ${details.version}${started ? "" : ", running already"}`,
  );
  return host;
}

/** What there is to say where builds may reach this machine; null where they do not, or run elsewhere. */
async function warnOfOpenness(engine: string): Promise<string | null> {
  const bridge = await bridgeOf(engine);
  if (!bridge || !existsSync(`/sys/class/net/${bridge}/bridge`)) return null;
  const isClosed = isIsolated(bridge);
  if (isClosed) return null;
  const verb = isClosed === null ? "may reach" : "reach";
  return `Builds ${verb} this machine's services and metadata: npm run isolate -- --bridge ${bridge} as root closes them.`;
}

async function start(
  ctx: Context,
  host: string,
): Promise<{ pid: number; details: { bridge: string; version: string } }> {
  const dataRoot = join(ctx.dataDir, "docker");
  const pidFile = join(ctx.runDir, "docker.pid");
  mkdirSync(dataRoot, { recursive: true, mode: 0o711 });
  mkdirSync(ctx.runDir, { recursive: true });
  // Only ours is ever written there, and it does not run: what a killed one leaves would keep the next from starting.
  rmSync(pidFile, { force: true });
  rmSync(join(ctx.runDir, "docker.sock"), { force: true });
  const bridge = await makeBridge(ctx);
  isolateBridge({ bridge, deny: deniedNetworks() });
  const pid = await spawnService(ctx, {
    name: "docker",
    command: "dockerd",
    args: [
      ...["--host", host, "--pidfile", pidFile],
      ...["--data-root", dataRoot, "--exec-root", join(ctx.runDir, "docker")],
      ...["--bridge", bridge, "--icc=false"],
    ],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    ready: async () => !(await askEngine(host)).problem,
    timeoutMs: 60_000,
  });
  const { version } = await askEngine(host);
  return { pid, details: { bridge, version: version ?? "" } };
}
