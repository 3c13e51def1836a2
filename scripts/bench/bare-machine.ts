import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, STOP_RANK } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import { makeMachine } from "./bare-machine/make-machine.ts";
import { makeNetwork } from "./bare-machine/make-network.ts";
import { reportRow } from "./shared/report-row.ts";

const POLL_MS = 50;
const LIMIT_MS = 15 * 60_000;
const BASES_READY = /codex-base:trixie ready/;

/**
 * Runs `npm start` twice in an empty Debian 12 of its own and prints the seconds from the command to the first
 * page, and to the base images; then the same with nothing left to install.
 * @throws SetupError when a start fails, leaves something running or serves no page
 */
export async function run(ctx: Context): Promise<void> {
  const { folder, checkout } = await makeMachine(ctx);
  const network = makeNetwork();
  ctx.onStop(STOP_RANK.engine, async () => network.remove());
  const measure = (label: string, waitFor: RegExp | null) =>
    startOnce(ctx, { folder, checkout, ...network, label, waitFor });
  const first = await measure("first", BASES_READY);
  const second = await measure("second", null);
  const row = (name: string, seconds: number, most?: number) =>
    reportRow({
      name,
      figure: `${seconds.toFixed(1)} s`,
      ...(most && { target: `≤ ${most} s`, isMet: seconds <= most }),
    });
  row("bare machine → first page", first.page, 240);
  row("bare machine → base images", first.done);
  row("second start → page", second.page, 10);
  rmSync(folder, { recursive: true, force: true });
}

interface Start {
  folder: string;
  checkout: string;
  namespace: string;
  address: string;
  label: string;
  waitFor: RegExp | null;
}

async function startOnce(ctx: Context, start: Start): Promise<{ page: number; done: number }> {
  const log = createWriteStream(join(ctx.dataDir, "logs", `bench-${start.label}.log`));
  const startedAt = Date.now();
  const child = enter(start);
  const seconds = () => (Date.now() - startedAt) / 1000;
  let done = start.waitFor === null;
  const left: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      log.write(`${seconds().toFixed(1).padStart(6)} ${line}\n`);
      ctx.printer.line(`    ${start.label} │ ${line}`);
      if (start.waitFor?.test(line)) done = true;
      if (line.startsWith("LEFT ")) left.push(line);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const stop = () => endMachine(child, ended);
  ctx.onStop(STOP_RANK.worker, async () => void (await stop()));
  const alive = () => child.exitCode === null && child.signalCode === null && seconds() * 1000 < LIMIT_MS;
  while (alive() && !(await answers(start.address))) await sleep(POLL_MS, undefined, { signal: ctx.signal });
  const page = seconds();
  while (alive() && !done) await sleep(POLL_MS, undefined, { signal: ctx.signal });
  if (!alive())
    throw new SetupError(`The ${start.label} start ended or hung after ${seconds().toFixed(0)} s.`);
  const result = { page, done: seconds() };
  const code = await stop();
  // npm passes on that it was ended by SIGTERM.
  const orderly = code === 0 || code === 128 + 15;
  if (!orderly || left.length > 0)
    throw new SetupError(`The ${start.label} start ended with ${code}. ${left.join("; ")}`);
  return result;
}

function enter({ namespace, folder, checkout }: Start): ChildProcess {
  const script = join(import.meta.dirname, "bare-machine", "enter-machine.sh");
  const unshare = ["unshare", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "--mount-proc"];
  // Not `ip netns exec`, which would hide the control groups that an engine needs.
  const enterNetwork = [`--net=/run/netns/${namespace}`, "--"];
  return spawn("nsenter", [...enterNetwork, ...unshare, "sh", script, folder, checkout, "npm", "start"], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

/** Tells the machine's first process, the child of `unshare`, which a signal to `unshare` would not reach. */
async function endMachine(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  if (child.exitCode !== null || child.pid === undefined) return ended;
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
  process.kill(Number(children.trim().split(" ")[0]), "SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return ended.finally(() => clearTimeout(timer));
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(`http://${address}:3000/`, {
      redirect: "manual",
      signal: AbortSignal.timeout(5000),
    });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
