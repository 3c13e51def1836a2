import { accessSync, constants, existsSync, mkdirSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { findPortOwner } from "./find-port-owner.mjs";

const FIRST_START_BYTES = 4e9;
const LATER_START_BYTES = 3e8;

/**
 * Looks at what would make a start fail late, before anything long begins.
 * @throws {Error} one sentence that says what is wrong and what to do
 */
export async function checkMachine(command, root, dataDir) {
  checkFolders(root, dataDir);
  checkDisk(dataDir);
  if (command === "start" || command === "dev") await checkPort();
}

function checkFolders(root, dataDir) {
  try {
    makeFolder(join(dataDir, "logs"));
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    for (const folder of [root, join(root, "node_modules"), join(root, ".next")]) {
      if (existsSync(folder)) accessSync(folder, constants.W_OK);
    }
  } catch (error) {
    const place = error.path ?? dataDir;
    const why = error.code === "EACCES" || error.code === "EPERM" ? "No permission to write" : "Cannot write";
    throw new Error(
      `${why} in ${place} (${error.code}): run as its owner, or set BAKEHOUSE_DATA_DIR to a folder of yours.`,
    );
  }
}

/** As mkdir -p. Node.js' own never ends where a file system makes no folders, such as in /proc. */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function checkDisk(dataDir) {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const needed = existsSync(join(dataDir, "ready")) ? LATER_START_BYTES : FIRST_START_BYTES;
  if (free >= needed) return;
  const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new Error(
    `Only ${gigabytes(free)} are free on the disk of ${dataDir}, ${gigabytes(needed)} are needed: ` +
      "make room, or set BAKEHOUSE_DATA_DIR to a folder on another disk.",
  );
}

async function checkPort() {
  const given = process.env.PORT || "3000";
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT is ${JSON.stringify(given)}, which is no port (1–65535).`);
  }
  // A listener on one address only does not keep another off "all addresses" everywhere, so both are tried.
  for (const host of [undefined, "127.0.0.1"]) {
    const code = await tryPort(port, host);
    if (code === "EACCES")
      throw new Error(`Port ${port} needs root: choose one from 1024, as in PORT=3000 npm start.`);
    if (code === "EADDRINUSE") {
      const owner = findPortOwner(port);
      throw new Error(
        `Port ${port} is taken by ${owner ?? "a process of another user"}: ` +
          `end it, or choose another port, as in PORT=${port + 1} npm start.`,
      );
    }
  }
}

function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
