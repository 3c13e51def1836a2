import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { type Context, STOP_RANK } from "./context.ts";
import { SetupError } from "./setup-error.ts";

const KEPT_BYTES = 64 * 1024;
/** Lines that npm and apt print around the one that says what happened. */
const UNTELLING = /npm error (code|errno|syscall|path|command)|npm error$|complete log/;

export interface CommandOptions {
  /** In errors: "apt-get install", "npm ci". */
  name: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** The file in logs/ that gets the output. */
  log?: string;
  /** Its output is for the caller alone: it goes into no log and no error. */
  secret?: boolean;
  /** Gives way to everything else, for work nobody waits for. */
  idle?: boolean;
}

/**
 * Runs a program to its end in a process group of its own, so that a Ctrl-C in the terminal reaches it through
 * us alone: as one SIGINT, after which it may tidy up. Returns the last of its standard output.
 * @throws SetupError with the line of its output that says why it failed
 */
export async function runCommand(ctx: Context, command: string, options: CommandOptions): Promise<string> {
  ctx.signal.throwIfAborted();
  const logFile = join(ctx.dataDir, "logs", `${options.log ?? "setup"}.log`);
  const log = createWriteStream(logFile, { flags: "a" });
  // A full disk loses lines of the log, and must not end us.
  log.on("error", () => {});
  const [program, args] = options.idle
    ? ["nice", ["-n", "15", command, ...options.args]]
    : [command, options.args];
  log.write(`\n$ ${[program, ...args].join(" ")}\n`);
  const child = spawn(program, args, {
    cwd: options.cwd ?? ctx.root,
    env: options.env ?? process.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout = keepTail(child.stdout, options.secret ? null : log);
  const stderr = keepTail(child.stderr, log);
  const code = await ended(ctx, child).finally(() => log.end());
  ctx.signal.throwIfAborted();
  if (code === 0) return stdout();
  throw new SetupError(
    `${options.name} failed: ${reasonIn(`${stderr()}\n${options.secret ? "" : stdout()}`)} (more in ${logFile})`,
  );
}

function keepTail(stream: NodeJS.ReadableStream, log: NodeJS.WritableStream | null): () => string {
  let tail = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    log?.write(text);
    tail = (tail + text).slice(-KEPT_BYTES);
  });
  return () => tail;
}

function ended(ctx: Context, child: ChildProcess): Promise<number | string> {
  const interrupt = () => child.kill("SIGINT");
  const kill = () => child.pid && process.kill(-child.pid, "SIGKILL");
  ctx.signal.addEventListener("abort", interrupt, { once: true });
  ctx.hurried.addEventListener("abort", kill, { once: true });
  const closed = new Promise<number | string>((resolve, reject) => {
    child.on("error", (error) => reject(new SetupError(error.message)));
    child.on("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  }).finally(() => {
    ctx.signal.removeEventListener("abort", interrupt);
    ctx.hurried.removeEventListener("abort", kill);
  });
  ctx.onStop(STOP_RANK.command, () => closed.then(() => {}));
  return closed;
}

/** The line that tells most: the first that speaks of an error, or else the last. */
function reasonIn(output: string): string {
  const lines = output.split("\n").flatMap((line) => line.trim() || []);
  const telling = lines.find((line) => /^E:|\berror\b/i.test(line) && !UNTELLING.test(line));
  return (telling ?? lines.at(-1) ?? "it said nothing").slice(0, 300);
}
