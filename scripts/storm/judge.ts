import { repositoryOf } from "#lib/builds/registry-address";
import { db } from "#lib/db";
import { headDigest } from "#worker/docker/registry-client";

/** What became of the builds of a storm. */
export interface Verdict {
  builds: number;
  succeeded: number;
  /** Given up after three workers were lost with them, and recorded so. */
  givenUp: number;
  /** Ended in any other way than well, or without a trace of how. */
  lost: number;
  /** More than one success on record, or a tag in the registry that is not what the catalogue says. */
  publishedTwice: number;
  /** Neither ended nor going on. */
  stuck: number;
  /** How often a worker was lost with a build in its hands. */
  losses: number;
  slowestRecoveryMs: number;
}

/** Holds the catalogue against the registry, build by build. */
export async function judge(ids: string[], recoveries: number[]): Promise<Verdict> {
  const builds = await db.build.findMany({
    where: { id: { in: ids } },
    include: { image: { include: { team: true, latestBuild: true } }, version: true },
  });
  const verdict: Verdict = {
    builds: ids.length,
    succeeded: 0,
    givenUp: 0,
    lost: ids.length - builds.length,
    publishedTwice: 0,
    stuck: 0,
    losses: recoveries.length,
    slowestRecoveryMs: Math.round(Math.max(0, ...recoveries)),
  };
  for (const build of builds) {
    const tag = `${build.version.number}.${build.number}`;
    const target = `${build.image.team.name}/${build.image.name}:${tag}`;
    const successes = await db.auditEvent.count({ where: { action: "build.succeed", target } });
    const inRegistry = await headDigest(`${repositoryOf(build.image)}:${tag}`);
    const latest = await headDigest(`${repositoryOf(build.image)}:latest`);
    if (build.status === "queued" || build.status === "running") {
      verdict.stuck++;
    } else if (build.status === "succeeded" && successes > 0) {
      verdict.succeeded++;
      const isLatest = latest === build.image.latestBuild?.digest;
      if (successes > 1 || inRegistry !== build.digest || !isLatest) verdict.publishedTwice++;
    } else if ((build.error as { code?: string } | null)?.code === "workers-lost") {
      verdict.givenUp++;
      if (successes > 0 || inRegistry) verdict.publishedTwice++;
    } else {
      verdict.lost++;
    }
  }
  return verdict;
}

/** Whether a storm left everything as it should be. */
export function isCalm({ lost, publishedTwice, stuck, slowestRecoveryMs }: Verdict): boolean {
  return lost === 0 && publishedTwice === 0 && stuck === 0 && slowestRecoveryMs < 60_000;
}
