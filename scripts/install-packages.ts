import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "./context.ts";
import { runCommand } from "./run-command.ts";
import { hashOf, unlessStamped } from "./stamp.ts";
import { step } from "./step.ts";
import { withLock } from "./with-lock.ts";

/** npm packages as package-lock.json has them; nothing when they are there already. */
export async function installPackages(ctx: Context): Promise<void> {
  const hash = hashOf(ctx.root, ["package.json", "package-lock.json", ".npmrc"], [process.version]);
  const stamp = join(ctx.root, "node_modules", ".bakehouse");
  await withLock(ctx, "npm-packages", () =>
    step(
      ctx,
      "npm packages",
      () => unlessStamped(stamp, hash, () => npmCi(ctx)),
      (done) => (done ? "npm packages" : null),
    ),
  );
}

async function npmCi(ctx: Context): Promise<void> {
  const flags = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--no-json"];
  const npm = npmProgram();
  await runCommand(ctx, npm.command, {
    name: "npm ci",
    args: [...npm.args, ...flags],
    env: npmEnvironment(),
  });
}

/** npm as it runs us, under the Node.js that the packages are for. */
export function npmProgram(): { command: string; args: string[] } {
  const script = process.env.npm_execpath;
  return script && existsSync(script)
    ? { command: process.execPath, args: [script] }
    : { command: "npm", args: [] };
}

/** Without what the npm that runs us says about our own package: an npm inside it would take it for its own. */
export function npmEnvironment(): NodeJS.ProcessEnv {
  const own = /^npm_(package_|lifecycle_|config_(local_prefix|prefix|globalconfig|json|loglevel)$)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
