import type { z } from "zod";
import type { healthSchema } from "#lib/api/contract/health";
import type { HealthDetails } from "#lib/instance/schemas";

const MOST_CONNECTIONS = 0.9;

/** What everyone may know of, and what an administrator should do something about besides, each as one sentence. */
export function nameProblems(
  known: z.infer<typeof healthSchema>["problems"],
  { database, workers, registry }: Omit<HealthDetails, "problems">,
): HealthDetails["problems"] {
  const problems: HealthDetails["problems"] = known.map(({ code, text }) => ({
    text,
    level: code === "littleRoom" ? "soon" : "stopped",
  }));
  if (workers.taking > 0 && workers.troubled > 0) {
    const many = workers.troubled === 1 ? "A worker" : `${workers.troubled} workers`;
    problems.push({ text: `${many} cannot take builds.`, level: "soon" });
  }
  if (registry.problem) {
    problems.push({
      text: `The registry did not take the newest image: ${registry.problem}`,
      level: "stopped",
    });
  }
  const { connections, maxConnections } = database;
  if (connections && maxConnections && connections > MOST_CONNECTIONS * maxConnections) {
    const text = `The database has ${connections} connections of the ${maxConnections} it allows.`;
    problems.push({ text, level: "soon" });
  }
  return problems.sort((one, other) => Number(other.level === "stopped") - Number(one.level === "stopped"));
}
