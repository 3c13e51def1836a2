import { chmodSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addNode } from "../base-images/add-node.ts";
import { aptProxy, debianSources } from "../base-images/debian-sources.ts";
import { BASE_IMAGE_TOOLS } from "../base-images/ensure-base-images.ts";
import { fetchNode } from "../base-images/fetch-node.ts";
import { NPM_VERSION, nodeVersion } from "../base-images/recipe.ts";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { postgresBinaries } from "../services/postgres-binaries.ts";
import { ensurePrograms } from "../services/system-packages.ts";
import type { DockerClient } from "./docker-client.ts";

const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
const SOURCES = join(import.meta.dirname, "stand-ins");

/** What docker-compose.yml and Dockerfile take in place of the images that they name. */
export const STAND_INS = {
  DEBIAN_IMAGE: "stand-in/debian:bookworm",
  NODE_IMAGE: "stand-in/node:24",
  POSTGRES_IMAGE: "stand-in/postgres:18",
  REGISTRY_IMAGE: "stand-in/registry:2",
};

/**
 * Makes what stands in for Docker Hub's debian, node, postgres and registry in an engine: a bare Debian that trusts what
 * this machine trusts; on it Node.js and PostgreSQL from npm, the registry from Debian.
 */
export async function makeStandIns(ctx: Context, docker: DockerClient): Promise<void> {
  await ensurePrograms(ctx, BASE_IMAGE_TOOLS);
  const context = join(ctx.dataDir, "deploy", "stand-ins");
  rmSync(context, { recursive: true, force: true });
  mkdirSync(context, { recursive: true });
  const [archive] = await Promise.all([
    makeDebian(ctx, context),
    furnishContext(ctx, join(context, "files")),
  ]);
  const trust = `ENV NODE_EXTRA_CA_CERTS=${BUNDLE} SSL_CERT_FILE=${BUNDLE}`;
  const { DEBIAN_IMAGE, ...others } = STAND_INS;
  await docker(["import", "--change", trust, "--change", 'CMD ["bash"]', archive, DEBIAN_IMAGE]);
  for (const [name, tag] of Object.entries(others)) {
    const target = name.replace("_IMAGE", "").toLowerCase();
    const options = ["--target", target, "--build-arg", `DEBIAN=${DEBIAN_IMAGE}`, "--tag", tag];
    await docker(["build", ...options, join(context, "files")]);
  }
  rmSync(context, { recursive: true, force: true });
}

async function makeDebian(ctx: Context, folder: string): Promise<string> {
  const file = join(folder, "debian.tar");
  await runCommand(ctx, "mmdebstrap", {
    name: "mmdebstrap bookworm",
    log: "deploy",
    args: [
      ...["--variant=minbase", "--include=ca-certificates", "--dpkgopt=path-exclude=/usr/share/man/*"],
      ...(await aptProxy(ctx)).map((option) => `--aptopt=${option}`),
      `--customize-hook='${process.execPath}' '${join(SOURCES, "furnish.ts")}' "$1"`,
      ...["bookworm", file, ...(await debianSources(ctx, "bookworm", []))],
    ],
  });
  return file;
}

async function furnishContext(ctx: Context, folder: string): Promise<void> {
  cpSync(SOURCES, folder, { recursive: true });
  const packages = await fetchNode(ctx, join(ctx.dataDir, "deploy", "npm"), nodeVersion(ctx), NPM_VERSION);
  addNode(join(folder, "node"), packages);
  // Verbatim, for by default what a link names becomes a path of this machine.
  const as = { recursive: true, verbatimSymlinks: true };
  cpSync((await postgresBinaries(ctx)).folder, join(folder, "postgres"), as);
  for (const program of ["start-postgres", "pg_isready"]) chmodSync(join(folder, program), 0o755);
}
