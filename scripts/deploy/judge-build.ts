import { randomUUID } from "node:crypto";
import { SetupError } from "../setup-error.ts";
import { type Build, type Site, until } from "./site.ts";

/** An image whose build prints a line a second, from no cache. */
export function dockerfile(name: string, seconds: number): string {
  return [
    "FROM codex-base:latest",
    `ENV ATTEMPT=${randomUUID()}`,
    `RUN for n in $(seq ${seconds}); do echo "${name} $n"; sleep 1; done`,
    `RUN echo "${name}" > /what && cc --version`,
  ].join("\n");
}

/** Waits until a build's log has a line. */
export async function expectTold(site: Site, build: Build, line: string): Promise<void> {
  await until(
    `a log with "${line}"`,
    () => site.log(build),
    (log) => log.includes(line),
  );
}

/**
 * Waits until a build has ended, and asks the registry what became of it.
 * @throws SetupError unless it is good, and its tags name what it recorded
 */
export async function expectPublished(
  site: Site,
  registry: RegistryAccess,
  { id }: Pick<Build, "id">,
): Promise<Build> {
  const isOver = ({ status }: Build) => !["queued", "running"].includes(status);
  const build = await until("a build's end", () => site.get({ id } as Build), isOver, 240);
  if (build.status !== "succeeded") {
    throw new SetupError(`Build ${build.tag} ${build.status}: ${build.error?.message ?? "for no reason"}`);
  }
  const [repository = ""] = (build.reference ?? "").split("@");
  for (const tag of [build.tag, "1", "latest"]) {
    const digest = await digestOf(registry, repository, tag);
    if (digest !== build.digest) {
      throw new SetupError(`${repository}:${tag} is ${digest}, and the build recorded ${build.digest}`);
    }
  }
  return build;
}

export interface RegistryAccess {
  /** "127.0.0.1:5000" */
  address: string;
  username?: string;
  password?: string;
}

async function digestOf(registry: RegistryAccess, repository: string, tag: string): Promise<string | null> {
  const { address, username, password } = registry;
  const path = repository.slice(repository.indexOf("/") + 1);
  const accept =
    "application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json";
  const basic = username && Buffer.from(`${username}:${password}`).toString("base64");
  const answer = await fetch(`http://${address}/v2/${path}/manifests/${tag}`, {
    method: "HEAD",
    headers: { accept, ...(basic && { authorization: `Basic ${basic}` }) },
  });
  return answer.headers.get("docker-content-digest");
}
