import { env } from "#lib/env";
import type { BuildLimits } from "#lib/limits/schemas";
import { limitSteps } from "#worker/docker/limit-steps";
import type { BuildJob } from "#worker/jobs/build-job";

const warned = new Set<string>();

/**
 * Holds a build's steps to the memory and processors that they may take, where this engine lets itself be held, until
 * it is closed. Returns the memory that each step is held to, null where it is not. Where limits are set and cannot be
 * held, the worker's log says so once.
 */
export async function holdToLimits(
  { engine, signal }: BuildJob,
  { maxMemoryBytes, maxCpus }: BuildLimits,
): Promise<{ memoryBytes: number | null; close: () => void }> {
  const limits = { memoryBytes: maxMemoryBytes, cpus: maxCpus };
  const { problem, close } = await limitSteps(engine, env().BAKEHOUSE_BUILD_CGROUP, limits, signal);
  if (problem && !warned.has(problem)) {
    warned.add(problem);
    console.warn(`Builds are not held to their limits of memory and processors: ${problem}.`);
  }
  return { memoryBytes: problem === null ? maxMemoryBytes : null, close };
}
