import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { applyMigrations } from "./migrate.ts";
import { ensurePostgres } from "./services/postgres.ts";
import { testingSession } from "./testing-session.ts";

/** For tests: a PostgreSQL of their own, which may be hurt. */
export interface TestingPostgres {
  /** Of a migrated database; stays the same through restarts. */
  url: string;
  /** Sends the server and all it started a signal; resolves once it has ended where the signal ends it. */
  signal: (name: NodeJS.Signals) => Promise<void>;
  /** Starts it again after it was ended; resolves once it answers. */
  start: () => Promise<void>;
  /** Ends it for good. */
  end: () => Promise<void>;
  /** Ends it for good and deletes its files. */
  remove: () => Promise<void>;
}

/** @param folder where its files are to be, instead of a folder of its own */
export async function testingPostgres(folder?: string): Promise<TestingPostgres> {
  const first = testingSession(folder);
  const { dataDir } = first;
  const sessions = [first];
  const start = async () => {
    const given = process.env.DATABASE_URL;
    delete process.env.DATABASE_URL;
    try {
      const session = sessions[0] === first && sessions.length === 1 ? first : testingSession(dataDir);
      sessions.push(session);
      return await ensurePostgres(session);
    } finally {
      if (given !== undefined) process.env.DATABASE_URL = given;
    }
  };
  const server = () =>
    Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n", 1)[0]);
  const end = async () => {
    for (const session of sessions) await session.stop(new Error("the test is over"));
  };
  const url = await start();
  await applyMigrations(url);
  return {
    url,
    async signal(name) {
      const pid = server();
      // The workers of a killed or stopped server go on by themselves.
      const all = name === "SIGSTOP" || name === "SIGCONT" || name === "SIGKILL" ? family(pid) : [pid];
      for (const one of all) process.kill(one, name);
      if (name === "SIGSTOP" || name === "SIGCONT") return;
      while (isThere(pid)) await sleep(20);
    },
    start: async () => {
      await start();
    },
    end,
    async remove() {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return [pid, ...(children ? children.split(" ").map(Number) : [])];
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
