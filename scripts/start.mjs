// The way in: `npm start` and its sisters. Plain JavaScript for Node.js 20 with no package installed; it finds
// or installs a current Node.js and hands over to main.ts, which that runs as it is.
import { spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkMachine } from "./bootstrap/check-machine.mjs";
import { ensureNode } from "./bootstrap/ensure-node.mjs";

const startedAt = Date.now();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = "start", ...rest] = process.argv.slice(2);
const dataDir = resolve(root, process.env.BAKEHOUSE_DATA_DIR || ".bakehouse");

try {
  await checkMachine(command, root, dataDir);
  const node = ensureNode(root, dataDir);
  handOver(node);
} catch (error) {
  console.error(process.env.BAKEHOUSE_DEBUG ? error : `\n${error.message}`);
  process.exitCode = 1;
}

function handOver(node) {
  const main = join(root, "scripts", "main.ts");
  const child = spawn(node, [main, command, ...rest], {
    // The channel tells main.ts when this process is gone, however it ended.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, BAKEHOUSE_STARTED_AT: String(startedAt) },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithShell(child);
  child.on("error", (error) => {
    console.error(`${node} does not start: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}

/** npm hands a signal to the shell between it and us, which dies of it and passes nothing on. */
function endWithShell(child) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 250);
}
