import { existsSync, type FSWatcher, mkdirSync, readdirSync, watch } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

export interface StepLimits {
  /** Of what one step's container takes; null for no limit. */
  memoryBytes: number | null;
  cpus: number | null;
}

export interface LimitedSteps {
  /** Why steps cannot be held to limits on this engine; null when they are. */
  problem: string | null;
  close: () => void;
}

/** Where the kernel lets one set limits. */
const CGROUPS = "/sys/fs/cgroup";
const PERIOD_US = 100_000;
const TRIES = 20;
const TRY_MS = 25;

/**
 * Holds what the steps of builds run to limits, until it is closed. No engine has a word for that: of what /build can
 * be told, BuildKit heeds neither memory nor processors (seen on 20.10 and 26.1). So the control group that the engine
 * makes for each step is given the limits here, the moment it is made; for that this process must be root on the
 * engine's own host, and the engine must make those groups itself (the driver cgroupfs).
 * @param group where the engine makes them, below the hierarchy's root: "docker/buildkit"
 */
export async function limitSteps(
  engine: Engine,
  group: string,
  limits: StepLimits,
  signal?: AbortSignal,
): Promise<LimitedSteps> {
  if (limits.memoryBytes === null && limits.cpus === null) return { problem: null, close: () => {} };
  const problem = await findProblem(engine, signal);
  if (problem) return { problem, close: () => {} };
  const watchers: FSWatcher[] = [];
  const close = () => {
    for (const watcher of watchers) watcher.close();
  };
  try {
    for (const { folder, values } of placesOf(group, limits)) {
      mkdirSync(folder, { recursive: true });
      const limit = (name: string) => void setLimits(join(folder, name), values);
      const watcher = watch(folder, (_, name) => name && limit(name));
      watcher.on("error", () => {});
      watchers.push(watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory()) limit(entry.name);
    }
    return { problem: null, close };
  } catch (error) {
    close();
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem: `the worker may not set them (${code ?? error}): it takes root on the engine's host`,
      close,
    };
  }
}

async function findProblem(engine: Engine, signal?: AbortSignal): Promise<string | null> {
  if (!engine.address.startsWith("unix:")) return "the engine is on another host";
  const request = {
    doing: "Cannot ask the engine for its limits",
    method: "GET",
    path: "/info",
    signal,
  } as const;
  const { CgroupDriver } = (await callEngine(engine, request, 10_000)) as { CgroupDriver?: string };
  return CgroupDriver === "cgroupfs"
    ? null
    : `the engine leaves its control groups to ${CgroupDriver ?? "another"}`;
}

/** One hierarchy for all since version 2 of control groups; before, one for each resource. */
function placesOf(group: string, { memoryBytes, cpus }: StepLimits) {
  const memory = memoryBytes === null ? null : String(Math.floor(memoryBytes));
  const quota = cpus === null ? null : String(Math.max(1000, Math.floor(cpus * PERIOD_US)));
  if (existsSync(join(CGROUPS, "cgroup.controllers"))) {
    const values = {
      ...(memory !== null && { "memory.max": memory, "memory.swap.max": "0" }),
      ...(quota !== null && { "cpu.max": `${quota} ${PERIOD_US}` }),
    };
    return [{ folder: join(CGROUPS, group), values }];
  }
  const memoryValues = { "memory.limit_in_bytes": memory ?? "", "memory.memsw.limit_in_bytes": memory ?? "" };
  return [
    ...(memory === null ? [] : [{ folder: join(CGROUPS, "memory", group), values: memoryValues }]),
    ...(quota === null
      ? []
      : [{ folder: join(CGROUPS, "cpu", group), values: { "cpu.cfs_quota_us": quota } }]),
  ];
}

/** Again while a step has more than it may: what it can give back, it has to give back first. */
async function setLimits(folder: string, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    for (let tried = 0; tried < TRIES; tried++) {
      try {
        await writeFile(join(folder, name), value, { flag: "r+" });
        break;
      } catch (error) {
        // Gone again, or a kernel that does not count swap.
        if ((error as NodeJS.ErrnoException).code !== "EBUSY") break;
        await sleep(TRY_MS);
      }
    }
  }
}
