import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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
  /** Ends it and all it runs at once, as when its machine dies. */
  kill(): Promise<void>;
  /** Starts it again after that, with the files that it had; resolves once it answers. */
  start(): Promise<void>;
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
  /** Its files have a disk of their own then, of memory and of this size. */
  diskMegabytes?: number;
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
  const { generation = "here", isolation = {}, args = [], env = {}, diskMegabytes } = options;
  const root = generation === "trixie" ? await engineOfAnotherGeneration(ctx) : null;
  const name = `engine-${process.pid}-${++count}`;
  const engines = join(ctx.dataDir, "engines");
  mkdirSync(engines, { recursive: true });
  const folder = mkdtempSync(join(engines, `${name}-`));
  const run = mkdtempSync(join(ctx.runDir, "e"));
  // One after the other: each looks for addresses that nobody has.
  const bridge = await withLock(ctx, "bridges", () => makeBridge(ctx, name));
  const address = `unix://${join(run, "sock")}`;
  let pid: number | undefined;
  const remove = async () => {
    if (pid !== undefined) await end(pid);
    await removeBridge({ bridge });
    for (const left of [folder, run]) {
      for (const mount of mountsIn(left)) execFileSync("umount", ["--lazy", mount]);
      rmSync(left, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  const dockerd = [
    ...["dockerd", "--host", address, "--pidfile", join(run, "pid"), "--bridge", bridge],
    ...["--data-root", folder, "--exec-root", join(run, "exec"), ...args],
  ];
  const [command = "", ...rest] = root
    ? ["unshare", "--mount", "--propagation", "private", "sh", ENTER, root, folder, run, ...dockerd]
    : dockerd;
  const start = async () => {
    // What remembers the processes of one that was killed.
    for (const left of ["pid", "exec/containerd"]) rmSync(join(run, left), { recursive: true, force: true });
    // One after the other: each makes this machine's chain DOCKER anew, and another that is about to use it fails.
    pid = await withLock(ctx, "engine-start", () =>
      spawnService(ctx, {
        name: "extra-engine",
        command: findProgram(command) ?? command,
        args: rest,
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, ...env },
        ready: async () => !(await askEngine(address)).problem,
        timeoutMs: 60_000,
      }),
    );
  };
  try {
    if (isolation) isolateBridge({ bridge, ...isolation });
    if (diskMegabytes) {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m`, "tmpfs", folder]);
    }
    await start();
    const { version } = await askEngine(address);
    return { address, version: version ?? "", bridge, start, kill: () => killAll(pid, run), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Its containerd and what runs in containers name its folder. */
async function killAll(pid: number | undefined, run: string): Promise<void> {
  const identity = pid === undefined ? null : identify(pid);
  for (const one of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${one}/cmdline`, "utf8").includes(run)) continue;
      process.kill(Number(one), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  while (identity && isAlive(identity)) await sleep(20);
}

/** The innermost first, and the folder itself last where it is one. */
function mountsIn(folder: string): string[] {
  const places = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "");
  return places
    .filter((place) => place === folder || place.startsWith(`${folder}/`))
    .sort()
    .reverse();
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
