import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { withLock } from "../with-lock.ts";

const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin"];
const POLICY = "/usr/sbin/policy-rc.d";

/** A program and the Debian package that brings it. */
export interface Tool {
  program: string;
  package: string;
  /** What the package would have systemd start at every boot. */
  units?: string[];
  /** What someone can do who may not install it. */
  instead?: string;
}

/** Where a program is, on the PATH or among the system's own; null where it is not. */
export function findProgram(program: string): string | null {
  for (const folder of [...(process.env.PATH ?? "").split(":"), ...SYSTEM_FOLDERS]) {
    const path = join(folder || ".", program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

/** Whether this user may install Debian packages here. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && findProgram("apt-get") !== null;
}

/**
 * Installs with apt-get what is missing of the given programs, without the services that their packages would
 * start: we start our own, on data of our own, and end them.
 * @throws SetupError saying what to do instead when something is missing and cannot be installed here
 */
export async function ensurePrograms(ctx: Context, tools: Tool[]): Promise<void> {
  const wanted = tools.filter(({ program }) => findProgram(program) === null);
  if (wanted.length === 0) return;
  const names = [...new Set(wanted.map((tool) => tool.package))];
  if (!mayInstall()) {
    const why = findProgram("apt-get")
      ? "only root may install it with apt-get"
      : "this system has no apt-get";
    const instead = [...new Set(wanted.flatMap((tool) => tool.instead ?? []))].join("; ");
    throw new SetupError(`Missing: ${names.join(", ")}; ${why}. ${instead}.`);
  }
  await withLock(ctx, "apt", () =>
    step(ctx, `Debian packages ${names.join(", ")}`, () =>
      install(
        ctx,
        names,
        wanted.flatMap(({ units = [] }) => units),
      ),
    ),
  );
}

async function install(ctx: Context, packages: string[], units: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  const run = (...args: string[]) =>
    runCommand(ctx, "apt-get", { name: `apt-get ${args[0]}`, args: [...wait, ...args], env, log: "apt" });
  // One source that does not answer must not keep the others from being used.
  await run("update").catch(() => ctx.signal.throwIfAborted());
  if (existsSync("/var/lib/dpkg/updates/0000")) {
    await runCommand(ctx, "dpkg", { name: "dpkg --configure", args: ["--configure", "-a"], env, log: "apt" });
  }
  const ours = !existsSync(POLICY);
  if (ours) writeFileSync(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await run("install", "--yes", "--no-install-recommends", ...packages);
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
  if (units.length > 0 && existsSync("/run/systemd/system")) {
    await runCommand(ctx, "systemctl", {
      name: "systemctl disable",
      args: ["disable", ...units],
      log: "apt",
    });
  }
}
