import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** Puts Node.js and npm from a folder of npm packages into a system's /usr/local. */
export function addNode(root: string, packages: string): void {
  const node = join(packages, "node_modules", `node-${process.platform}-${process.arch}`);
  const local = join(root, "usr", "local");
  mkdirSync(join(local, "bin"), { recursive: true });
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
