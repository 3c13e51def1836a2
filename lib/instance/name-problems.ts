import type { HealthDetails, Problem } from "#lib/instance/schemas";

const MOST_CONNECTIONS = 0.9;

/** What an administrator should do something about, beside what everyone may know of; each as one sentence. */
export function nameProblems({
  database,
  workers,
  registry,
}: Pick<HealthDetails, "database" | "workers" | "registry">): Problem[] {
  const problems: Problem[] = [];
  if (registry.problem) {
    const text = `The registry did not take the newest image: ${registry.problem}`;
    problems.push({ code: "registry", text });
  }
  if (workers.taking > 0 && workers.troubled > 0) {
    const many = workers.troubled === 1 ? "A worker" : `${workers.troubled} workers`;
    problems.push({ code: "someTrouble", text: `${many} cannot take builds.` });
  }
  const { connections, maxConnections } = database;
  if (connections && maxConnections && connections > MOST_CONNECTIONS * maxConnections) {
    const text = `The database has ${connections} connections of the ${maxConnections} it allows.`;
    problems.push({ code: "connections", text });
  }
  return problems;
}
