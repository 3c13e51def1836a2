import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { aptProxy, debianSources } from "../base-images/debian-sources.ts";
import { BASE_IMAGE_TOOLS } from "../base-images/ensure-base-images.ts";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { withLock } from "../with-lock.ts";
import { ensurePrograms } from "./system-packages.ts";

const SUITE = "trixie";
/** With what they need; without what would have to be configured: nothing in there is ever run but the engine. */
const PACKAGES = ["docker.io", "iptables", "ca-certificates"];

/**
 * The folder of a system with Debian trixie's Docker engine, 26.1, a generation after bookworm's 20.10: made once in
 * a data folder, in about 18 s.
 */
export async function engineOfAnotherGeneration(ctx: Context): Promise<string> {
  const root = join(ctx.dataDir, "engines", SUITE);
  if (process.getuid?.() !== 0) throw new SetupError("Only root may start a second engine.");
  await withLock(ctx, "second-engine", async () => {
    if (existsSync(root)) return;
    await ensurePrograms(ctx, BASE_IMAGE_TOOLS);
    await step(ctx, `Docker engine of Debian ${SUITE}`, () => make(ctx, root));
  });
  return root;
}

async function make(ctx: Context, root: string): Promise<void> {
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(root, ".."), { recursive: true });
  const sources = await debianSources(ctx, SUITE, []);
  await runCommand(ctx, "mmdebstrap", {
    name: `mmdebstrap ${SUITE}`,
    log: "second-engine",
    args: [
      ...["--variant=extract", "--format=directory", `--include=${PACKAGES.join(",")}`],
      ...(await aptProxy(ctx)).map((option) => `--aptopt=${option}`),
      ...[SUITE, unfinished, ...sources],
    ],
  });
  // What the packages' own scripts would have done.
  for (const name of ["bin", "sbin", "lib", "lib64"]) link(`usr/${name}`, join(unfinished, name));
  for (const family of ["iptables", "ip6tables"]) {
    for (const name of [family, `${family}-save`, `${family}-restore`]) {
      link("xtables-nft-multi", join(unfinished, "usr", "sbin", name));
    }
  }
  for (const folder of ["dev", "sys", "proc", "run", "tmp", "root", "etc"]) {
    mkdirSync(join(unfinished, folder), { recursive: true });
  }
  renameSync(unfinished, root);
}

function link(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}
