import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { appendLog } from "./append-log.ts";
import type { Context, StopRank } from "./context.ts";

const PAUSES_MS = [1000, 2000, 5000, 10_000, 30_000];
/** Up for this long, an end counts as the first again. */
const STABLE_MS = 60_000;

export interface Supervised {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  rank: StopRank;
  graceMs: number;
  /** Shows standard output too, not only what goes to standard error. */
  talkative: boolean;
}

/**
 * Keeps one of our own Node.js processes running: its lines go to logs/NAME.log and, prefixed, to the terminal;
 * when it ends by itself it is started again after growing pauses, and a line says so. It ends with this process,
 * however this one ends.
 */
export function supervise(ctx: Context, child: Supervised): void {
  const log = join(ctx.dataDir, "logs", `${child.name}.log`);
  let current: ChildProcess | undefined;
  let stopping = false;
  ctx.onStop(child.rank, async () => {
    stopping = true;
    if (current) await end(ctx, current, child.graceMs);
  });
  const keep = async () => {
    for (let failures = 0; !stopping; failures++) {
      const startedAt = Date.now();
      current = launch(ctx, child, log);
      const how = await new Promise<string>((resolve) => {
        current?.once("error", (error) => resolve(error.message));
        current?.once("exit", (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
      });
      if (stopping) return;
      if (Date.now() - startedAt > STABLE_MS) failures = 0;
      const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] as number;
      ctx.printer.line(
        `  ! ${child.name} ended ${how}; starting it again in ${pause / 1000} s (logs/${child.name}.log)`,
      );
      await sleep(pause, undefined, { signal: ctx.signal }).catch(() => {});
    }
  };
  void keep();
}

function launch(ctx: Context, child: Supervised, log: string): ChildProcess {
  const preload = join(import.meta.dirname, "end-with-parent.mjs");
  const running = spawn(process.execPath, ["--import", preload, ...child.args], {
    cwd: ctx.root,
    env: { ...child.env, BAKEHOUSE_SUPERVISOR: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const [stream, shown] of [
    [running.stdout, child.talkative],
    [running.stderr, true],
  ] as const) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      appendLog(log, `${line}\n`);
      if (shown && line.trim()) ctx.printer.line(`${child.name} │ ${line}`);
    });
  }
  return running;
}

async function end(ctx: Context, running: ChildProcess, graceMs: number): Promise<void> {
  const over = () => running.exitCode !== null || running.signalCode !== null || running.pid === undefined;
  if (!over()) running.kill("SIGTERM");
  const deadline = Date.now() + graceMs;
  while (!over() && Date.now() < deadline && !ctx.hurried.aborted) await sleep(30);
  try {
    // What it started in turn is in its group; nothing of that is to stay.
    if (running.pid) process.kill(-running.pid, "SIGKILL");
  } catch {
    // The group is empty.
  }
}
