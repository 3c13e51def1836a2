import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const LISTEN = "0A";

/**
 * Who listens on a TCP port, as "process 4711 (node server.js)"; undefined where the system does not tell.
 * Reads /proc as proc(5) describes it: sockets by inode in net/tcp, their holders in each process' fd.
 */
export function findPortOwner(port) {
  try {
    const inodes = new Set(["tcp", "tcp6"].flatMap((table) => listeningInodes(table, port)));
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (!holdsSocket(pid, inodes)) continue;
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
      return `process ${pid} (${words.slice(0, 60)})`;
    }
  } catch {
    // No /proc, or a process that ended meanwhile: not worth a failure of its own.
  }
  return undefined;
}

function listeningInodes(table, port) {
  const rows = readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const columns = row.trim().split(/\s+/);
    const listens = columns[3] === LISTEN && Number.parseInt(columns[1].split(":")[1], 16) === port;
    return listens ? [columns[9]] : [];
  });
}

function holdsSocket(pid, inodes) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const socket = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`));
      return socket !== null && inodes.has(socket[1]);
    });
  } catch {
    return false;
  }
}
