import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** From here on Node.js runs TypeScript as it is. */
const OLDEST = [22, 18];

/**
 * A Node.js that can run the rest: this one, or one installed from npm into the data folder.
 * @returns {string} the path of its executable
 * @throws {Error} one sentence, when none can be installed
 */
export function ensureNode(root, dataDir) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  const version = readFileSync(join(root, ".node-version"), "utf8").trim();
  const folder = join(dataDir, `node-${version}`);
  const node = join(folder, "node_modules", packageName(), "bin", "node");
  if (!existsSync(node)) install(dataDir, folder, version);
  return node;
}

function packageName() {
  return `node-${process.platform}-${process.arch}`;
}

function install(dataDir, folder, version) {
  const startedAt = Date.now();
  // Renamed into place when complete, so that a start that was cut short leaves nothing half there.
  const fresh = mkdtempSync(join(dataDir, "node-"));
  const wanted = `${packageName()}@${version}`;
  const flags = [
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [command, ...first] = [...npm, "install", "--prefix", fresh, ...flags, wanted];
  const { status, stdout, stderr, error } = spawnSync(command, first, { cwd: fresh, encoding: "utf8" });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    const reason =
      error?.message ?? `${stdout}${stderr}`.split("\n").find((line) => /error (?!code)/.test(line));
    throw new Error(
      `Node.js ${process.versions.node} is too old and ${wanted} cannot be installed from npm (${reason}): ` +
        `install Node.js ${OLDEST.join(".")} or newer.`,
    );
  }
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.error(`  ✓ ${`Node.js ${version} from npm`.padEnd(52)}${seconds.padStart(7)} s`);
}
