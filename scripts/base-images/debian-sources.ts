import { readFileSync } from "node:fs";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";

/**
 * apt's lines for a suite, from the mirrors this machine itself uses; none on a system that is no Debian, for
 * mmdebstrap then takes the mirrors it was made with.
 */
export async function debianSources(ctx: Context, suite: string, extra: string[]): Promise<string[]> {
  const release = osRelease();
  if (release.ID !== "debian") return [];
  const host = release.VERSION_CODENAME ?? "";
  const targets = await runCommand(ctx, "apt-get", {
    name: "apt-get indextargets",
    args: ["indextargets", "--format", "$(RELEASE) $(SITE)", "Created-By: Packages"],
    log: "base-images",
  });
  const site = (name: string) =>
    targets
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1);
  const main = site(host) ?? site("stable");
  if (!main) return [];
  const security = site(`${host}-security`) ?? site("stable-security");
  return [
    ...[suite, `${suite}-updates`, ...extra].map((name) => `deb ${main} ${name} main`),
    ...(security ? [`deb ${security} ${suite}-security main`] : []),
  ];
}

/** apt's proxy, where this machine's apt has one; mmdebstrap starts with settings of its own. */
export async function aptProxy(ctx: Context): Promise<string[]> {
  const settings = await runCommand(ctx, "apt-config", {
    name: "apt-config",
    args: ["dump"],
    log: "base-images",
  });
  return settings.split("\n").filter((line) => /^Acquire::https?::Proxy /i.test(line));
}

/** Whether a mirror has a suite. */
export async function mirrorHas(ctx: Context, sources: string[], suite: string): Promise<boolean> {
  const [, mirror] = sources[0]?.split(" ") ?? [];
  if (!mirror) return false;
  return runCommand(ctx, "/usr/lib/apt/apt-helper", {
    name: "apt-helper",
    args: ["download-file", `${mirror}/dists/${suite}/InRelease`, `${ctx.dataDir}/base-images/InRelease`],
    log: "base-images",
  }).then(
    () => true,
    () => false,
  );
}

function osRelease(): Record<string, string> {
  const rows = readFileSync("/etc/os-release", "utf8").matchAll(/^(\w+)="?(.*?)"?$/gm);
  return Object.fromEntries([...rows].map(([, name, value]) => [name, value]));
}
