import { spawn } from "node:child_process";
import { type Context, STOP_RANK } from "./context.ts";

export interface AloudOptions {
  env?: NodeJS.ProcessEnv;
  /** Its lines appear as they come; else only when it fails. */
  streamed?: boolean;
}

/** Runs a Node.js program whose output people are to read, with its seconds. Returns whether it succeeded. */
export async function runAloud(
  ctx: Context,
  label: string,
  args: string[],
  options: AloudOptions = {},
): Promise<boolean> {
  ctx.signal.throwIfAborted();
  const since = Date.now();
  const child = spawn(process.execPath, args, {
    cwd: ctx.root,
    env: options.env ?? process.env,
    detached: true,
    stdio: options.streamed ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const signalGroup = (signal: NodeJS.Signals) => () => child.pid && process.kill(-child.pid, signal);
  ctx.signal.addEventListener("abort", signalGroup("SIGTERM"), { once: true });
  ctx.hurried.addEventListener("abort", signalGroup("SIGKILL"), { once: true });
  const closed = new Promise<boolean>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
  ctx.onStop(STOP_RANK.command, () => closed.then(() => {}));
  const succeeded = await closed;
  ctx.signal.throwIfAborted();
  if (succeeded) ctx.printer.done(label, since);
  else {
    if (output.trim()) ctx.printer.line(output.trimEnd());
    ctx.printer.failed(label, since);
  }
  return succeeded;
}
