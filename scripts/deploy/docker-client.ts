import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import type { DeploymentTools } from "./deployment-tools.ts";

export interface DockerOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** A file that it reads as its standard input. */
  stdin?: string;
  /** A file that its standard output is written to, instead of being returned. */
  stdout?: string;
  /** Runs to its end also when all is to end: for what takes away. */
  always?: boolean;
}

/** Runs the Docker client against one engine. Returns what it printed. @throws SetupError with its last lines */
export type DockerClient = (args: string[], options?: DockerOptions) => Promise<string>;

/** A client of an engine that knows nothing of what the user's own client is set to. */
export function dockerClient(ctx: Context, tools: DeploymentTools, engine: string): DockerClient {
  const config = join(ctx.dataDir, "deploy", `client-${process.pid}`);
  mkdirSync(config, { recursive: true });
  symlinkSync(tools.plugins, join(config, "cli-plugins"));
  const log = createWriteStream(join(ctx.dataDir, "logs", "deploy.log"), { flags: "a" });
  const { PATH, NODE_ENV } = process.env;
  const own = { PATH, NODE_ENV };
  return async (args, { cwd = ctx.root, env = {}, stdin, stdout, always = false } = {}) => {
    if (!always) ctx.signal.throwIfAborted();
    log.write(`\n$ docker ${args.join(" ")}\n`);
    const child = spawn(tools.docker, args, {
      cwd,
      env: { ...own, HOME: config, DOCKER_HOST: engine, DOCKER_CONFIG: config, ...env },
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    if (stdin) void pipeline(createReadStream(stdin), child.stdin).catch(() => {});
    else child.stdin.end();
    const written = stdout && pipeline(child.stdout, createWriteStream(stdout));
    const interrupt = () => void child.kill("SIGINT");
    if (!always) ctx.signal.addEventListener("abort", interrupt, { once: true });
    const said = { stdout: "", stderr: "" };
    for (const name of stdout ? (["stderr"] as const) : (["stdout", "stderr"] as const)) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        log.write(text);
        said[name] += text;
      });
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    }).finally(() => ctx.signal.removeEventListener("abort", interrupt));
    await written;
    if (code === 0) return said.stdout.trim();
    const end = `${said.stdout}\n${said.stderr}`.trim().split("\n").slice(-6).join("\n");
    throw new SetupError(`docker ${args.join(" ")} failed (${code}):\n${end}`);
  };
}
