import { createHash } from "node:crypto";
import { unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "./context.ts";

const RETRY_MS = 100;

/**
 * Runs `work` while no other process of this data folder runs work under the same name. The lock is a listening
 * socket, which the system takes back when its holder dies, however it does.
 */
export async function withLock<T>(ctx: Context, name: string, work: () => Promise<T>): Promise<T> {
  const address = lockAddress(ctx, name);
  let told = false;
  let server = await listen(address);
  while (server === null) {
    const holder = await askHolder(address);
    if (holder === null && !address.startsWith("\0")) unlinkSync(address);
    if (holder && !told) {
      ctx.printer.line(`  · waiting: process ${holder} is setting up in this folder (${name})`);
      told = true;
    }
    await sleep(RETRY_MS, undefined, { signal: ctx.signal });
    server = await listen(address);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

/** Linux has sockets without a file; elsewhere a file stays behind, which `askHolder` finds dead. */
function lockAddress(ctx: Context, name: string): string {
  if (process.platform !== "linux") return join(ctx.runDir, `${name}.lock`);
  const hash = createHash("sha256").update(ctx.dataDir).digest("hex").slice(0, 16);
  return `\0bakehouse-${hash}-${name}`;
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(String(process.pid));
    });
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The holder's process number; null when nobody holds it. */
function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(address);
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      answer += text;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", () => resolve(null));
  });
}
