import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Context } from "./context.ts";

/** What a data folder keeps for good: made once, readable by its owner only. */
interface Secrets {
  /** Signs sessions. */
  app: string;
  database: string;
  registry: string;
}

/** The data folder's secrets, made on first use. */
export function secrets(ctx: Context): Secrets {
  const path = join(ctx.dataDir, "secrets.json");
  const kept = readJson<Partial<Secrets>>(path);
  const make = () => randomBytes(32).toString("base64url");
  const all: Secrets = {
    app: kept.app ?? make(),
    database: kept.database ?? make(),
    registry: kept.registry ?? make(),
  };
  if (Object.keys(all).some((key) => !(key in kept))) {
    writeFileSync(path, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    chmodSync(path, 0o600);
  }
  return all;
}

/** Gives the data folder another BAKEHOUSE_SECRET, as what is restored into it was written with; returns the old. */
export function replaceAppSecret(ctx: Pick<Context, "dataDir">, app: string): string | undefined {
  const path = join(ctx.dataDir, "secrets.json");
  const kept = readJson<Partial<Secrets>>(path);
  const fresh = `${path}.new`;
  writeFileSync(fresh, `${JSON.stringify({ ...kept, app }, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, path);
  return kept.app;
}

/** Has a service take this port the next time, where it is free then. */
export function preferPort(ctx: Pick<Context, "dataDir">, service: string, port: number): void {
  const path = join(ctx.dataDir, "ports.json");
  writeFileSync(path, `${JSON.stringify({ ...readJson(path), [service]: port }, null, 2)}\n`);
}

/** The port a service had last time, or a free one, kept for the next time; on 127.0.0.1. */
export async function rememberedPort(ctx: Context, service: string, preferred: number): Promise<number> {
  const path = join(ctx.dataDir, "ports.json");
  const ports = readJson<Record<string, number>>(path);
  for (const port of [ports[service] ?? preferred, 0]) {
    const free = await tryPort(port);
    if (free === null) continue;
    writeFileSync(path, `${JSON.stringify({ ...readJson(path), [service]: free }, null, 2)}\n`);
    return free;
  }
  throw new Error("no free port");
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return {} as T;
  }
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : null));
    });
  });
}
