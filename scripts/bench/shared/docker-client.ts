import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { registryAddress } from "#lib/builds/registry-address";

/** The client that came with the engine: a newer one on the PATH may want a plug-in that is not there. */
const DOCKER = existsSync("/usr/bin/docker") ? "/usr/bin/docker" : "docker";

export interface DockerOptions {
  /** Of the engine; the environment's own by default. */
  host?: string;
  input?: string;
  /** Receives what it prints, line by line. */
  onLine?: (line: string) => void;
}

/** Runs the Docker client, with BuildKit; returns the milliseconds that took. @throws Error with what it said */
export function docker(args: string[], { host, input = "", onLine }: DockerOptions = {}): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...(host && { DOCKER_HOST: host }), DOCKER_BUILDKIT: "1" };
    const child = spawn(DOCKER, args, { stdio: ["pipe", "ignore", "pipe"], env });
    let said = "";
    createInterface({ input: child.stderr }).on("line", (line) => {
      said = `${said}\n${line}`.slice(-500);
      onLine?.(line);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`docker ${args.join(" ")} exited with ${code}:${said}`));
    });
    child.stdin.end(input);
  });
}

/** What Bakehouse is measured against: the client's build and push of a Dockerfile. Returns milliseconds. */
export async function buildAndPush(dockerfile: string, repository: string): Promise<number> {
  const tag = `${registryAddress()}/bench/${repository}:${randomUUID().slice(0, 8)}`;
  const built = await docker(["build", "--quiet", "--tag", tag, "-"], { input: dockerfile });
  return built + (await docker(["push", "--quiet", tag]));
}
