import type { BuildStatus } from "#lib/builds/schemas";

/** Whether a build has come to its end, good or bad: nothing of it changes any more. */
export function hasEnded(status: BuildStatus): boolean {
  return status !== "queued" && status !== "running";
}
