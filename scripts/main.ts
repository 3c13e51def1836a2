// What start.mjs hands over to: one session, one command, and an orderly end whatever comes. Nothing imported
// here or by what this imports may need an npm package, for on a first start there are none yet.
import { openSession, type Session } from "./context.ts";
import { SetupError } from "./setup-error.ts";

/** A Ctrl-C in a terminal can arrive twice, from it and through npm; only a later one is a second. */
const SECOND_MS = 700;

const COMMANDS: Record<string, () => Promise<(session: Session) => Promise<number>>> = {
  start: async () => (await import("./commands/start.ts")).start,
  dev: async () => (await import("./commands/start.ts")).start,
  test: async () => (await import("./commands/test.ts")).test,
  verify: async () => (await import("./commands/verify.ts")).verify,
  "verify:compose": async () => (await import("./commands/verify-compose.ts")).verifyCompose,
  token: async () => (await import("./commands/token.ts")).token,
  backup: async () => (await import("./commands/backup.ts")).backup,
  restore: async () => (await import("./commands/restore.ts")).restore,
  bench: async () => (await import("./commands/bench.ts")).bench,
  "seed:large": async () => (await import("./commands/seed-large.ts")).seedLarge,
  storm: async () => (await import("./commands/storm.ts")).storm,
  serve: async () => (await import("./commands/serve.ts")).serve,
  "worker-health": async () => (await import("./commands/worker-health.ts")).workerHealth,
  isolate: async () => (await import("./commands/isolate.ts")).isolate,
  migration: async () => (await import("./commands/migration.ts")).migration,
};

const [name = "start", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
  process.exit(1);
}
const session = openSession(name, args);
let stoppedBySignal = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => onSignal());
process.on("disconnect", () => onSignal());
process.channel?.unref();
for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, onFault);
process.exit(await run());

async function run(): Promise<number> {
  try {
    const work = await (await command?.())?.(session);
    await session.stop(new Error("done"));
    return work ?? 0;
  } catch (error) {
    const interrupted = stoppedBySignal > 0;
    if (!interrupted) session.printer.line(`\n${explain(error)}`);
    await session.stop(error);
    return interrupted && ["start", "dev"].includes(name) ? 0 : 1;
  }
}

function onSignal(): void {
  const now = Date.now();
  if (stoppedBySignal === 0) {
    stoppedBySignal = now;
    session.printer.line("\n  Ending …");
    void session.stop(new Error("interrupted")).then(() => session.printer.line("  Ended."));
  } else if (now - stoppedBySignal > SECOND_MS) {
    session.hurry();
  }
}

/** A fault of ours must not leave running what we started. */
function onFault(error: unknown): void {
  if (session.signal.aborted) return;
  session.printer.line(`\n${explain(error)}`);
  void session.stop(error).then(() => process.exit(1));
}

function explain(error: unknown): string {
  if (process.env.BAKEHOUSE_DEBUG)
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const known = error instanceof SetupError || (error instanceof Error && error.name === "EnvironmentError");
  const message = error instanceof Error ? error.message : String(error);
  return known ? message : `${message} (BAKEHOUSE_DEBUG=1 shows where)`;
}
