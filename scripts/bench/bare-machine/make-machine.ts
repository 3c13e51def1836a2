import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { addHostCertificates } from "../../base-images/add-host-certificates.ts";
import { addNode } from "../../base-images/add-node.ts";
import { debianSources } from "../../base-images/debian-sources.ts";
import { fetchNode } from "../../base-images/fetch-node.ts";
import type { Context } from "../../context.ts";
import { runCommand } from "../../run-command.ts";
import { ensurePrograms } from "../../services/system-packages.ts";
import { step } from "../../step.ts";

const SUITE = "bookworm";
const NODE = "20";
const NPM = "10";
/** Where root's clone would be: in a folder that nobody else may enter. */
const CHECKOUT = "/root/bakehouse";

/** The folder of a new Debian 12 with Node.js 20, npm and this checkout, and nothing else. */
export async function makeMachine(ctx: Context): Promise<{ folder: string; checkout: string }> {
  const home = join(ctx.dataDir, "bench");
  const archive = join(home, `bare-${SUITE}.tar`);
  const folder = join(home, "machine");
  mkdirSync(home, { recursive: true });
  await ensurePrograms(ctx, [{ program: "mmdebstrap", package: "mmdebstrap" }]);
  const node = await fetchNode(ctx, join(home, "npm"), NODE, NPM);
  await step(ctx, "an empty machine", async () => {
    if (!existsSync(archive)) await pack(ctx, archive);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await runCommand(ctx, "tar", { name: "tar", args: ["-C", folder, "-xf", archive] });
    addNode(folder, node);
    addHostCertificates(folder);
    cpSync("/etc/resolv.conf", join(folder, "etc", "resolv.conf"), { dereference: true });
    copyCheckout(ctx.root, join(folder, CHECKOUT));
  });
  return { folder, checkout: CHECKOUT };
}

async function pack(ctx: Context, archive: string): Promise<void> {
  await runCommand(ctx, "mmdebstrap", {
    name: "mmdebstrap",
    args: [
      "--variant=minbase",
      "--include=ca-certificates",
      SUITE,
      archive,
      ...(await debianSources(ctx, SUITE, [])),
    ],
    env: { ...process.env, TMPDIR: dirname(archive) },
    log: "bench",
  });
}

/** What a clone would have, as it stands in the working tree. */
function copyCheckout(root: string, target: string): void {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  for (const file of execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0")) {
    if (file && existsSync(join(root, file)))
      cpSync(join(root, file), join(target, file), { recursive: true });
  }
}
