import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { Client } from "pg";
import { createTestDatabase, dropTestDatabase, testDatabaseUrl } from "../lib/testing/test-database.ts";
import { applyMigrations } from "../scripts/migrate.ts";
import { SETUP_CODE } from "./people.ts";

const LOGS = ".bakehouse/test";
const RESTART_MS = 2000;

/** Where the number of a service's process stands: "web", "worker". */
export const processFile = (name: string) => `${LOGS}/${name}.pid`;

/** What the site and the worker are told. */
function environmentOf(databaseUrl: string): NodeJS.ProcessEnv {
  const { DOCKER_HOST: _, ...environment } = process.env;
  return {
    ...environment,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    BAKEHOUSE_REGISTRY: process.env.BAKEHOUSE_TEST_REGISTRY,
    BAKEHOUSE_SECRET: "a-secret-for-tests-that-protects-nothing",
    BAKEHOUSE_SETUP_CODE: SETUP_CODE,
    // Where journeys receive webhooks.
    BAKEHOUSE_WEBHOOK_ALLOW: "127.0.0.1",
  };
}

/**
 * Starts the built site and a worker on an empty catalogue of their own, with the real engine and registry
 * that the environment names; returns how to end them.
 */
export default async function startApp(): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  const databaseUrl = testDatabaseUrl(database);
  await applyMigrations(databaseUrl);
  await addBaseImage(databaseUrl);

  const port = await freePort();
  process.env.E2E_URL = `http://localhost:${port}`;
  process.env.E2E_TEAM = `media-${randomUUID().slice(0, 8)}`;
  process.env.E2E_DATABASE_URL = databaseUrl;
  const { DOCKER_HOST } = process.env;
  const web = environmentOf(databaseUrl);
  mkdirSync(LOGS, { recursive: true });
  const services = [
    keep("web", ["scripts/web-server.ts"], { ...web, PORT: String(port) }),
    keep("worker", ["worker/main.ts"], { ...web, DOCKER_HOST }),
  ];
  await untilHealthy(`${process.env.E2E_URL}/api/v1/health`);
  return async () => {
    await Promise.all(services.map((service) => service.end()));
    await dropTestDatabase(database);
  };
}

/** One more web server on the same catalogue, told more than the first; waits until it answers. */
export async function startAnotherSite(
  name: string,
  tell: (origin: string) => Record<string, string>,
): Promise<{ origin: string; end: () => Promise<void> }> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const web = environmentOf(process.env.E2E_DATABASE_URL ?? "");
  const { end } = keep(name, ["scripts/web-server.ts"], { ...web, ...tell(origin), PORT: String(port) });
  await untilHealthy(`${origin}/api/v1/health`);
  return { origin, end };
}

/** Runs a program and, as any supervisor does, starts it again when it ends by itself. Journeys find its number. */
function keep(name: string, args: string[], env: NodeJS.ProcessEnv): { end: () => Promise<void> } {
  const log = openSync(`${LOGS}/${name}.log`, "w");
  let ending = false;
  let child = start();
  function start(): ChildProcess {
    const started = spawn(process.execPath, args, { env, stdio: ["ignore", log, log] });
    writeFileSync(processFile(name), String(started.pid));
    started.once("exit", () => {
      setTimeout(() => {
        if (!ending) child = start();
      }, RESTART_MS).unref();
    });
    return started;
  }
  return {
    end: () => {
      ending = true;
      return end(child);
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  });
}

async function addBaseImage(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO "BaseImage" (id, name, reference, description, "checkRequestedAt")
     VALUES (gen_random_uuid(), 'codex-base:latest', $1, 'Minimal Debian with Node.js, Python and Go', now())`,
    [process.env.BAKEHOUSE_TEST_BASE],
  );
  await client.end();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function untilHealthy(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const health = await fetch(url).then(
      (response) => response.json() as Promise<{ status: string }>,
      () => null,
    );
    if (health?.status === "ok") return;
    if (Date.now() > deadline)
      throw new Error(`The site did not come up: see ${LOGS}/web.log and worker.log`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
