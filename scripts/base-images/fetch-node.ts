import { mkdirSync } from "node:fs";
import type { Context } from "../context.ts";
import { npmEnvironment, npmProgram } from "../install-packages.ts";
import { runCommand } from "../run-command.ts";

/** Gets Node.js and npm for this platform from npm into `folder`/node_modules. Returns the folder. */
export async function fetchNode(
  ctx: Context,
  folder: string,
  nodeVersion: string,
  npmVersion: string,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const npm = npmProgram();
  const flags = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--ignore-scripts"];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const node = `node-${process.platform}-${process.arch}@${nodeVersion}`;
  await runCommand(ctx, npm.command, {
    name: `npm install ${node}`,
    args: [...npm.args, ...flags, ...quiet, node, `npm@${npmVersion}`],
    cwd: folder,
    idle: true,
    env: npmEnvironment(),
    log: "base-images",
  });
  return folder;
}
