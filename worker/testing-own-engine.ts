import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";

/** For tests: an engine of their own, on a bridge of its own, which may be hurt. */
export interface OwnEngine {
  /** As DOCKER_HOST has it. */
  address: string;
  kill: () => Promise<void>;
  /** Starts it, at first and after it was killed; resolves once it answers. */
  start: () => Promise<void>;
  remove: () => Promise<void>;
}

let count = 0;

/** @param diskMegabytes of a disk of its own, of memory; without it the files are where temporary ones go */
export async function ownEngine({ diskMegabytes }: { diskMegabytes?: number } = {}): Promise<OwnEngine> {
  const folder = mkdtempSync(join(tmpdir(), "own-engine-"));
  const bridge = `bht${process.pid % 1_000_000}-${count}`;
  const subnet = `10.213.${(process.pid + count++) % 256}.0/24`;
  const disk = join(folder, "disk");
  const address = `unix://${join(folder, "sock")}`;
  mkdirSync(disk);
  if (diskMegabytes) execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskMegabytes}m`, "tmpfs", disk]);
  execFileSync("ip", ["link", "add", bridge, "type", "bridge"]);
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
  async function start(): Promise<void> {
    // As after a machine died: what remembers its processes is gone.
    rmSync(join(folder, "pid"), { force: true });
    rmSync(join(folder, "exec", "containerd"), { recursive: true, force: true });
    child = spawn(
      "dockerd",
      [
        ...["--host", address, "--data-root", join(disk, "data"), "--exec-root", join(folder, "exec")],
        ...["--pidfile", join(folder, "pid"), "--bridge", bridge, "--fixed-cidr", subnet],
        ...["--iptables=false", "--ip-masq=false", "--ip-forward=false", "--bip="],
      ],
      { stdio: "ignore" },
    );
    const engine = connectEngine(address);
    for (let tries = 0; ; tries++) {
      const answer = await describeEngine(engine).catch((error: unknown) => error);
      if (!(answer instanceof Error)) return;
      if (tries > 150 || child.exitCode !== null) throw answer;
      await sleep(200);
    }
  }
  await start();
  return {
    address,
    start,
    // What it started of itself goes with it, as when a machine dies.
    async kill() {
      await end("SIGKILL");
      endAllNaming(join(folder, "exec"));
    },
    async remove() {
      await end("SIGTERM");
      endAllNaming(join(folder, "exec"));
      execFileSync("ip", ["link", "delete", bridge]);
      for (const mount of mountsBelow(folder)) execFileSync("umount", ["--lazy", mount]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What an engine leaves when it is killed: its containerd, and what runs in containers. */
function endAllNaming(text: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text)) process.kill(Number(pid), "SIGKILL");
    } catch {
      // Gone by itself.
    }
  }
}

/** The innermost first. */
function mountsBelow(folder: string): string[] {
  const lines = readFileSync("/proc/mounts", "utf8").split("\n");
  const places = lines.map((line) => line.split(" ")[1] ?? "").filter((place) => place.startsWith(folder));
  return places.toSorted().toReversed();
}
