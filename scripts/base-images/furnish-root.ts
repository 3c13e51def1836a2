// mmdebstrap calls this with the new system's folder, before it is packed: it puts in what Debian does not bring,
// and writes down what is there. Arguments: folder, folder of npm packages, file for the versions.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addHostCertificates } from "./add-host-certificates.ts";
import { addNode } from "./add-node.ts";

const [root, packages, versionsFile] = process.argv.slice(2) as [string, string, string];

addNode(root, packages);
addHostCertificates(root);
keepServicesDown();
keepNoArchives();
writeFileSync(versionsFile, JSON.stringify(readVersions()));

/** A package that is installed while an image is built must not start its service there. */
function keepServicesDown(): void {
  writeFileSync(join(root, "usr", "sbin", "policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
}

/** `RUN apt-get install` leaves no .deb files in its layer; mmdebstrap itself needs them, so not before. */
function keepNoArchives(): void {
  writeFileSync(
    join(root, "etc/apt/apt.conf.d/keep-no-archives"),
    'APT::Keep-Downloaded-Packages "false";\n',
  );
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
