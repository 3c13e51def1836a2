import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { type Context, STOP_RANK } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { rememberedPort, secrets } from "../settings.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { connectionProblem, createDatabase } from "./database-connection.ts";
import { asDatabaseUser, databaseUser } from "./database-user.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { joinService, keepService, type SharedService } from "./shared-service.ts";
import { spawnService } from "./spawn-service.ts";

const NAME = "bakehouse";
const PREFERRED_PORT = 54_320;
const MEBIBYTE = 1024 * 1024;

/**
 * The URL of a PostgreSQL database for the catalogue: DATABASE_URL where it is set, or one of our own with its
 * files in the data folder, on 127.0.0.1.
 * @throws SetupError when DATABASE_URL does not answer or our own does not start
 */
export async function ensurePostgres(ctx: Context): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) return step(ctx, "PostgreSQL of DATABASE_URL", () => useGiven(given));
  const { details } = await step(
    ctx,
    "PostgreSQL",
    () => joinService(ctx, serviceOf(ctx)),
    ({ details, started }) => `PostgreSQL on 127.0.0.1:${details.port}${started ? "" : ", running already"}`,
  );
  const url = urlOf(ctx, details.port, "postgres");
  await createDatabase(url, NAME);
  return urlOf(ctx, details.port, NAME);
}

/**
 * Starts our own PostgreSQL again whenever it ends by itself: it does when its disk is so full that it cannot keep its
 * log, and cannot start before there is room.
 */
export function keepPostgres(ctx: Context): void {
  if (!process.env.DATABASE_URL) keepService(ctx, serviceOf(ctx));
}

function serviceOf(ctx: Context): SharedService<{ port: number }> {
  return {
    name: "postgres",
    rank: STOP_RANK.database,
    start: () => start(ctx),
    signal: "SIGINT",
    graceMs: 15_000,
  };
}

async function useGiven(url: string): Promise<string> {
  const problem = await connectionProblem(url);
  if (problem) throw new SetupError(`DATABASE_URL does not answer: ${problem}.`);
  return url;
}

function urlOf(ctx: Context, port: number, database: string): string {
  return `postgresql://${NAME}:${secrets(ctx).database}@127.0.0.1:${port}/${database}`;
}

async function start(ctx: Context): Promise<{ pid: number; details: { port: number } }> {
  const dataDir = join(ctx.dataDir, "postgres");
  const binaries = await postgresBinaries(ctx);
  const user = databaseUser();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (user) chownSync(dataDir, user.uid, user.gid);
  const as = asDatabaseUser(ctx, user, binaries.folder, dataDir);
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialise(ctx, as);
  const made = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (made !== binaries.major) {
    throw new SetupError(
      `The database in ${dataDir} was made by PostgreSQL ${made} and this is ${binaries.major}: dump it with the old one first.`,
    );
  }
  forgetDeadServer(dataDir);
  const port = await rememberedPort(ctx, "postgres", PREFERRED_PORT);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    max_connections: 200,
    shared_buffers: `${Math.round(Math.min(256, Math.max(32, totalmem() / MEBIBYTE / 8)))}MB`,
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const pid = await spawnService(ctx, {
    name: "postgres",
    ...as("postgres", (folder) => ["-D", folder, ...flags]),
    ready: async () => (await connectionProblem(urlOf(ctx, port, "postgres"))) === null,
    timeoutMs: 60_000,
  });
  return { pid, details: { port } };
}

async function initialise(ctx: Context, as: ReturnType<typeof asDatabaseUser>): Promise<void> {
  mkdirSync(ctx.runDir, { recursive: true });
  const passwordFile = join(ctx.runDir, "database-password");
  const user = databaseUser();
  writeFileSync(passwordFile, secrets(ctx).database, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const flags = [`--username=${NAME}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"];
  // The same order of text on every system and after every upgrade of its libraries.
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    const initdb = as("initdb", (folder) => ["-D", folder, ...flags, ...locale, "--no-instructions"]);
    await runCommand(ctx, initdb.command, { name: "initdb", ...initdb });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A killed server leaves its lock file; PostgreSQL trusts it when the number in it has gone to another process. */
function forgetDeadServer(dataDir: string): void {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = readFileSync(file, "utf8").split("\n", 1)[0];
  let commandLine = "";
  try {
    commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // Gone.
  }
  if (!commandLine.includes("postgres")) rmSync(file, { force: true });
}
