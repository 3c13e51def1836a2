// mmdebstrap calls this with the new system's folder, before it is packed: it puts in what Debian does not bring,
// and writes down what is there. Arguments: folder, folder of npm packages, file for the versions.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const BUNDLE = "etc/ssl/certs/ca-certificates.crt";
const [root, packages, versionsFile] = process.argv.slice(2) as [string, string, string];

addNode();
addHostCertificates();
keepServicesDown();
writeFileSync(versionsFile, JSON.stringify(readVersions()));

function addNode(): void {
  const node = join(packages, "node_modules", `node-${process.platform}-${process.arch}`);
  const local = join(root, "usr", "local");
  cpSync(join(node, "bin", "node"), join(local, "bin", "node"));
  cpSync(join(node, "include"), join(local, "include"), { recursive: true });
  keepOwnArchitecture(join(local, "include", "node", "openssl", "archs"));
  cpSync(join(packages, "node_modules", "npm"), join(local, "lib", "node_modules", "npm"), {
    recursive: true,
  });
  for (const program of ["npm", "npx"]) {
    symlinkSync(`../lib/node_modules/npm/bin/${program}-cli.js`, join(local, "bin", program));
  }
}

/** Headers of OpenSSL for sixty systems, of which add-ons here need one. */
function keepOwnArchitecture(folder: string): void {
  const ours = process.arch === "arm64" ? "linux-aarch64" : "linux-x86_64";
  if (!existsSync(join(folder, ours))) return;
  for (const name of readdirSync(folder)) {
    if (name !== ours) rmSync(join(folder, name), { recursive: true });
  }
}

/**
 * The authorities this machine trusts beyond Debian's, so that containers reach what it reaches. They go where
 * update-ca-certificates looks, or the next upgrade of its package would drop them.
 */
function addHostCertificates(): void {
  if (!existsSync(`/${BUNDLE}`)) return;
  const known = new Set(certificatesIn(join(root, BUNDLE)));
  const folder = join(root, "usr", "local", "share", "ca-certificates");
  mkdirSync(folder, { recursive: true });
  const missing = certificatesIn(`/${BUNDLE}`).filter((certificate) => !known.has(certificate));
  for (const [index, certificate] of missing.entries()) {
    writeFileSync(join(folder, `host-${index + 1}.crt`), `${certificate}\n`);
  }
  if (missing.length > 0) inside("update-ca-certificates");
}

function certificatesIn(path: string): string[] {
  return readFileSync(path, "utf8").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

/** A package that is installed while an image is built must not start its service there. */
function keepServicesDown(): void {
  writeFileSync(join(root, "usr", "sbin", "policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
}

function readVersions(): Record<string, string> {
  return {
    debian: readFileSync(join(root, "etc", "debian_version"), "utf8").trim(),
    node: inside("node", "--version").replace(/^v/, ""),
    npm: inside("npm", "--version"),
    python: inside("python3", "--version").replace(/^Python /, ""),
    go: inside("go", "version").replace(/^go version go(\S+).*/, "$1"),
    git: inside("git", "--version").replace(/^git version /, ""),
    gcc: inside("gcc", "-dumpfullversion"),
  };
}

function inside(...command: string[]): string {
  const environment = ["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"];
  return execFileSync("chroot", [root, "env", "-i", ...environment, ...command], { encoding: "utf8" }).trim();
}
