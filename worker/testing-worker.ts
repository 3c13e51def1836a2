import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** For tests: a worker in a process of its own, which may be killed. */
export interface WorkerProcess {
  process: ChildProcess;
  /** Everything it has printed. */
  output: string[];
  /** Sends it a signal and waits for its end; returns its exit code, or null where the signal ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts `worker/main.ts` with this environment added; resolves once it takes builds. */
export async function startWorkerProcess(
  environment: Record<string, string>,
  nodeOptions: string[] = [],
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [...nodeOptions, "worker/main.ts"], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const output: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output.push(line);
        if (/: ready\b/.test(line)) resolve();
      });
    }
    child.once("exit", (code) => reject(new Error(`the worker ended (${code}):\n${output.join("\n")}`)));
  });
  await ready;
  return {
    process: child,
    output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      const [code] = await once(child, "exit");
      return code;
    },
  };
}

/** Ends whatever workers a test left running. */
export async function endWorkerProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }),
  );
}
