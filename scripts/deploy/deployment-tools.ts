import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { aptProxy, debianSources } from "../base-images/debian-sources.ts";
import { BASE_IMAGE_TOOLS } from "../base-images/ensure-base-images.ts";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { ensurePrograms } from "../services/system-packages.ts";
import { step } from "../step.ts";

/** Bookworm's client takes no Compose file without a version for a stack, and its Compose is of another age. */
const SUITE = "trixie";
const PACKAGES = ["docker-cli", "docker-compose", "docker-buildx"];

export interface DeploymentTools {
  /** The Docker client. */
  docker: string;
  /** Where it finds its plug-ins, compose and buildx. */
  plugins: string;
}

/** Docker's client with Compose (26.1 and 2.26), made once in a data folder: what CI's machines have differs. */
export async function deploymentTools(ctx: Context): Promise<DeploymentTools> {
  const root = join(ctx.dataDir, "deploy", "tools");
  if (!existsSync(root)) {
    await ensurePrograms(ctx, BASE_IMAGE_TOOLS);
    await step(ctx, "Docker client and Compose", () => make(ctx, root));
  }
  return { docker: join(root, "usr/bin/docker"), plugins: join(root, "usr/libexec/docker/cli-plugins") };
}

async function make(ctx: Context, root: string): Promise<void> {
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(root, ".."), { recursive: true });
  await runCommand(ctx, "mmdebstrap", {
    name: `mmdebstrap ${SUITE}`,
    log: "deploy",
    args: [
      ...["--variant=extract", "--format=directory", `--include=${PACKAGES.join(",")}`],
      ...(await aptProxy(ctx)).map((option) => `--aptopt=${option}`),
      ...[SUITE, unfinished, ...(await debianSources(ctx, SUITE, []))],
    ],
  });
  renameSync(unfinished, root);
}
