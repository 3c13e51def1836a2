import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, renameSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";

const LOG_LIMIT_BYTES = 5_000_000;
const POLL_MS = 40;
const END_MS = 10_000;
/** What PostgreSQL says to who asks whether it is ready, not why it is not. */
const NOT_READY = /the database system is /;

export interface ServiceCommand {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  cwd?: string;
  /** Resolves true once it can be used. */
  ready(): Promise<boolean>;
  timeoutMs: number;
}

/**
 * Starts a program that stays, in a session of its own and with its output in logs/NAME.log, and waits until
 * it is ready. Returns its process number.
 * @throws SetupError with the end of its log when it ends or is not ready in time
 */
export async function spawnService(ctx: Context, service: ServiceCommand): Promise<number> {
  const logFile = join(ctx.dataDir, "logs", `${service.name}.log`);
  const log = openLog(logFile);
  const from = statSync(logFile).size;
  const child = spawn(service.command, service.args, {
    detached: true,
    cwd: service.cwd ?? ctx.dataDir,
    env: service.env ?? process.env,
    uid: service.uid,
    gid: service.gid,
    stdio: ["ignore", log, log],
  });
  let failure: string | undefined;
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", (code, signal) => {
    failure ??= `ended with ${signal ?? `code ${code}`}`;
  });
  child.unref();
  closeSync(log);
  const deadline = Date.now() + service.timeoutMs;
  while (!(await service.ready())) {
    if (!failure && Date.now() > deadline) failure = `was not ready after ${service.timeoutMs / 1000} s`;
    if (!failure && ctx.signal.aborted) failure = "was interrupted";
    if (failure) {
      await end(child);
      throw new SetupError(
        `${service.name} ${failure}: ${await lastLine(logFile, from)} (more in ${logFile})`,
      );
    }
    await sleep(POLL_MS);
  }
  return child.pid as number;
}

async function end(child: ChildProcess): Promise<void> {
  const deadline = Date.now() + END_MS;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    child.kill(Date.now() < deadline ? "SIGTERM" : "SIGKILL");
    await sleep(POLL_MS);
  }
}

function openLog(path: string): number {
  try {
    if (statSync(path).size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  } catch {
    // The first start: there is none yet.
  }
  return openSync(path, "a");
}

async function lastLine(path: string, from: number): Promise<string> {
  const written = (await readFile(path)).subarray(from).toString("utf8");
  const lines = written.split("\n").flatMap((line) => line.trim() || []);
  const telling = lines.findLast((line) => /fatal|panic|error|failed/i.test(line) && !NOT_READY.test(line));
  return (telling ?? lines.at(-1) ?? "it said nothing").slice(0, 300);
}
