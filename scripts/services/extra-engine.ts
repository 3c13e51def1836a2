import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { identify, isAlive } from "../process-identity.ts";
import { withLock } from "../with-lock.ts";
import { askEngine } from "./ask-engine.ts";
import { makeBridge, removeBridge } from "./docker-bridge.ts";
import { type Isolation, isolateBridge } from "./isolate-bridge.ts";
import { engineOfAnotherGeneration } from "./second-engine.ts";
import { spawnService } from "./spawn-service.ts";
import { findProgram } from "./system-packages.ts";

export interface ExtraEngine {
  /** As DOCKER_HOST has it. */
  address: string;
  /** "26.1.5+dfsg1" */
  version: string;
  bridge: string;
  /** Ends it, and takes away its files, its bridge and its rules. */
  remove(): Promise<void>;
}

export interface ExtraEngineOptions {
  /** This machine's own dockerd, or Debian trixie's (26.1). */
  generation?: "here" | "trixie";
  /** Whether builds are kept from this machine's own services; as by `npm start` they are. */
  isolation?: Omit<Isolation, "bridge"> | null;
  /** More arguments of dockerd. */
  args?: string[];
  env?: Record<string, string>;
}

const STOP_MS = 20_000;
const ENTER = join(import.meta.dirname, "second-engine", "enter.sh");
let count = 0;

/**
 * Starts an engine beside the one in use, empty and with everything of its own: files, sockets, bridge. For tests
 * and benchmarks. Needs root.
 * @throws SetupError with the end of its log when it does not start
 */
export async function startExtraEngine(ctx: Context, options: ExtraEngineOptions = {}): Promise<ExtraEngine> {
  const { generation = "here", isolation = {}, args = [], env = {} } = options;
  const root = generation === "trixie" ? await engineOfAnotherGeneration(ctx) : null;
  const name = `engine-${process.pid}-${++count}`;
  const engines = join(ctx.dataDir, "engines");
  mkdirSync(engines, { recursive: true });
  const folder = mkdtempSync(join(engines, `${name}-`));
  const run = mkdtempSync(join(ctx.runDir, "e"));
  // One after the other: each looks for addresses that nobody has.
  const bridge = await withLock(ctx, "bridges", () => makeBridge(ctx, name));
  const address = `unix://${join(run, "sock")}`;
  const remove = async (pid?: number) => {
    if (pid !== undefined) await end(pid);
    await removeBridge({ bridge });
    for (const left of [folder, run]) rmSync(left, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    if (isolation) isolateBridge({ bridge, ...isolation });
    const dockerd = [
      ...["dockerd", "--host", address, "--pidfile", join(run, "pid"), "--bridge", bridge],
      ...["--data-root", folder, "--exec-root", join(run, "exec"), ...args],
    ];
    const [command = "", ...rest] = root
      ? ["unshare", "--mount", "--propagation", "private", "sh", ENTER, root, folder, run, ...dockerd]
      : dockerd;
    const pid = await spawnService(ctx, {
      name: "extra-engine",
      command: findProgram(command) ?? command,
      args: rest,
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, ...env },
      ready: async () => !(await askEngine(address)).problem,
      timeoutMs: 60_000,
    });
    const { version } = await askEngine(address);
    return { address, version: version ?? "", bridge, remove: () => remove(pid) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function end(pid: number): Promise<void> {
  const identity = identify(pid);
  if (identity === null) return;
  const deadline = Date.now() + STOP_MS;
  process.kill(pid, "SIGTERM");
  while (isAlive(identity)) {
    if (Date.now() > deadline) process.kill(pid, "SIGKILL");
    await sleep(50);
  }
}
