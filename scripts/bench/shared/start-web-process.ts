import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface WebProcess {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** The real web process, on a port of its own and this process' database. */
export async function startWebProcess(): Promise<WebProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["scripts/web-server.ts"], {
    env: { ...process.env, PORT: String(port), BETTER_AUTH_URL: url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const isUp = () =>
    fetch(`${url}/api/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`The web process ended with ${child.exitCode}.`);
    await sleep(100);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  };
  return { url, child, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
