import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { aptProxy, debianSources, mirrorHas } from "./debian-sources.ts";
import { fetchNode } from "./fetch-node.ts";
import { NPM_VERSION, nodeVersion, PACKAGES, type Suite } from "./recipe.ts";

/** A base image's file system: a tar archive, and the versions of what is in it ("node" -> "24.21.0"). */
export interface RootArchive {
  file: string;
  versions: Record<string, string>;
}

/** As Debian's own slim images do it: no manuals, the copyright notices stay. */
const DPKG_OPTIONS = [
  "path-exclude=/usr/share/doc/*",
  "path-include=/usr/share/doc/*/copyright",
  "path-exclude=/usr/share/man/*",
];
const APT_OPTIONS = ['Acquire::Languages "none"'];

/** Makes the file system of a base image with mmdebstrap. Gives way to whatever else this machine has to do. */
export async function makeRoot(ctx: Context, suite: Suite): Promise<RootArchive> {
  const folder = join(ctx.dataDir, "base-images");
  const temporary = join(folder, "tmp");
  mkdirSync(temporary, { recursive: true });
  const packages = await fetchNode(ctx, join(folder, "npm"), nodeVersion(ctx), NPM_VERSION);
  const file = join(folder, `${suite.suite}.tar`);
  const versionsFile = join(folder, `${suite.suite}-versions.json`);
  const { sources, includes } = await choosePackages(ctx, suite);
  const furnish = [process.execPath, join(import.meta.dirname, "furnish-root.ts")];
  const hook = [...furnish, '"$1"', packages, versionsFile].map((word) =>
    word === '"$1"' ? word : `'${word}'`,
  );
  await runCommand(ctx, "mmdebstrap", {
    name: `mmdebstrap ${suite.suite}`,
    idle: true,
    log: "base-images",
    env: { ...process.env, TMPDIR: temporary },
    args: [
      ...["--variant=minbase", `--include=${includes.join(",")}`],
      ...[...DPKG_OPTIONS].map((option) => `--dpkgopt=${option}`),
      ...[...APT_OPTIONS, ...(await aptProxy(ctx))].map((option) => `--aptopt=${option}`),
      `--customize-hook=${hook.join(" ")}`,
      ...[suite.suite, file, ...sources],
    ],
  });
  return { file, versions: JSON.parse(readFileSync(versionsFile, "utf8")) as Record<string, string> };
}

async function choosePackages(
  ctx: Context,
  suite: Suite,
): Promise<{ sources: string[]; includes: string[] }> {
  const sources = await debianSources(ctx, suite.suite, []);
  const from = suite.goFrom;
  if (!from || !(await mirrorHas(ctx, sources, from))) return { sources, includes: PACKAGES };
  const others = PACKAGES.filter((name) => name !== "golang-go");
  return {
    sources: await debianSources(ctx, suite.suite, [from]),
    includes: [...others, `golang-go/${from}`, `golang-src/${from}`],
  };
}
