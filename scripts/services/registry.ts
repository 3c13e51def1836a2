import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, STOP_RANK } from "../context.ts";
import { rememberedPort, secrets } from "../settings.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { joinService, runningService } from "./shared-service.ts";
import { spawnService } from "./spawn-service.ts";
import type { Tool } from "./system-packages.ts";

const NAME = "registry";
const PREFERRED_PORT = 5000;

interface Details {
  port: number;
}

export const REGISTRY_TOOLS: Tool[] = [
  {
    program: "docker-registry",
    package: "docker-registry",
    units: ["docker-registry.service"],
    instead: "Set BAKEHOUSE_REGISTRY to a registry that runs",
  },
];

/**
 * Where images will be pushed, host[:port][/prefix]: BAKEHOUSE_REGISTRY, or one of our own on 127.0.0.1, whose port
 * is chosen before it runs.
 * @throws SetupError when the engine is on another machine and could not reach ours
 */
export async function planRegistry(ctx: Context): Promise<string> {
  const given = process.env.BAKEHOUSE_REGISTRY;
  if (given) return given;
  const engine = process.env.DOCKER_HOST;
  if (engine && isElsewhere(engine)) {
    throw new SetupError(
      `DOCKER_HOST (${engine}) cannot reach a registry on this machine's 127.0.0.1: set BAKEHOUSE_REGISTRY.`,
    );
  }
  const running = await runningService<Details>(ctx, NAME);
  return `127.0.0.1:${running?.port ?? (await rememberedPort(ctx, NAME, PREFERRED_PORT))}`;
}

/** Brings up our own registry at the planned address; leaves a given one alone. Returns the address. */
export async function ensureRegistry(ctx: Context, planned: string): Promise<string> {
  if (process.env.BAKEHOUSE_REGISTRY) return planned;
  const port = Number(planned.split(":")[1]);
  const { details } = await step(
    ctx,
    "image registry",
    () =>
      joinService(ctx, {
        name: NAME,
        rank: STOP_RANK.registry,
        start: () => start(ctx, port),
        signal: "SIGTERM",
        graceMs: 10_000,
      }),
    ({ details, started }) =>
      `image registry on 127.0.0.1:${details.port}${started ? "" : ", running already"}`,
  );
  return `127.0.0.1:${details.port}`;
}

function isElsewhere(engine: string): boolean {
  const { protocol, hostname } = new URL(engine);
  return protocol !== "unix:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

async function start(ctx: Context, port: number): Promise<{ pid: number; details: Details }> {
  const folder = join(ctx.dataDir, "registry");
  const configFile = join(ctx.dataDir, "registry.yml");
  mkdirSync(folder, { recursive: true });
  // JSON is YAML, and needs no writer of its own.
  const config = {
    version: 0.1,
    log: { level: "warn", accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: folder },
      delete: { enabled: true },
      cache: { blobdescriptor: "inmemory" },
    },
    http: { addr: `127.0.0.1:${port}`, secret: secrets(ctx).registry },
  };
  writeFileSync(configFile, JSON.stringify(config, null, 2), { mode: 0o600 });
  const pid = await spawnService(ctx, {
    name: NAME,
    command: "docker-registry",
    args: ["serve", configFile],
    ready: () =>
      fetch(`http://127.0.0.1:${port}/v2/`).then(
        (response) => response.ok,
        () => false,
      ),
    timeoutMs: 20_000,
  });
  return { pid, details: { port } };
}
