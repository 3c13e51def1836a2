import type { Worker } from "#lib/workers/schemas";

/** Whether a worker is not there. */
export function isAway({ condition }: Pick<Worker, "condition">): boolean {
  return condition === "gone" || condition === "stopped";
}
