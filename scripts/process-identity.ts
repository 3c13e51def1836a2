import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Names one process for good: numbers come round again, so its start is part of it. Null when there is no such
 * process. proc(5): field 22 of stat is the start in clock ticks since boot; the name in field 2 may hold blanks.
 */
export function identify(pid: number): string | null {
  if (process.platform !== "linux") return identifyByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return null;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
    return `${pid}-${boot}-${fields[19]}`;
  } catch {
    return null;
  }
}

function identifyByPs(pid: number): string | null {
  try {
    const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return `${pid}-${started.replace(/\W+/g, "-")}`;
  } catch {
    return null;
  }
}

/** Whether the process of this identity still runs. */
export function isAlive(identity: string): boolean {
  return identify(Number.parseInt(identity, 10)) === identity;
}
