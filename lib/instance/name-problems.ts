import { DATABASE_AWAY, DATABASE_FULL } from "#lib/database-away";
import { formatBytes } from "#lib/format/format-bytes";
import type { HealthDetails } from "#lib/instance/schemas";

type Facts = Omit<HealthDetails, "problems">;
type Problem = HealthDetails["problems"][number];

const LOW_BYTES = 2e9;

/** What an administrator should do something about, the worst first, each as one sentence. */
export function nameProblems({ database, dataFolder, workers, registry, queue }: Facts): Problem[] {
  const problems: Problem[] = [];
  const stopped = (text: string) => problems.push({ text, level: "stopped" });
  const soon = (text: string) => problems.push({ text, level: "soon" });
  if (database.condition === "full") stopped(DATABASE_FULL);
  if (database.condition === "unreachable") return [{ text: DATABASE_AWAY, level: "stopped" }];
  if (workers.taking === 0) stopped(whyNobodyBuilds(workers, queue.queued));
  else if (workers.troubled > 0) soon(`${count(workers.troubled, "worker")} cannot take builds.`);
  if (registry.problem) stopped(`The registry did not take the newest image: ${registry.problem}`);
  if (dataFolder && dataFolder.freeBytes < LOW_BYTES) {
    soon(
      `Only ${formatBytes(dataFolder.freeBytes)} of ${formatBytes(dataFolder.totalBytes)} are free on the disk of ${dataFolder.path}.`,
    );
  }
  if (
    database.connections &&
    database.maxConnections &&
    database.connections > 0.9 * database.maxConnections
  ) {
    soon(`The database has ${database.connections} connections of ${database.maxConnections} it allows.`);
  }
  return problems;
}

function whyNobodyBuilds({ paused, troubled }: Facts["workers"], queued: number): string {
  const waiting = queued > 0 ? ` ${count(queued, "build")} ${queued === 1 ? "waits" : "wait"}.` : "";
  if (paused + troubled === 0) return `No worker is there.${waiting}`;
  const reasons = [
    ...(paused > 0 ? [`${paused} paused or draining`] : []),
    ...(troubled > 0 ? [`${troubled} with a problem`] : []),
  ];
  return `No worker takes builds: ${reasons.join(", ")}.${waiting}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
