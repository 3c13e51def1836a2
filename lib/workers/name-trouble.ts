import type { WorkerTrouble } from "#lib/workers/schemas";

/** What kind of thing a worker's problem is, from the sentence in which it tells it. */
export function nameTrouble(problem: string): WorkerTrouble {
  if (problem.startsWith("The database belongs to a newer release")) return "database";
  return problem.startsWith("The engine's disk ") ? "disk" : "engine";
}
