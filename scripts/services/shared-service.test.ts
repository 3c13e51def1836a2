import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STOP_RANK } from "../context.ts";
import { identify } from "../process-identity.ts";
import { testingSession } from "../testing-session.ts";
import { joinService, runningService } from "./shared-service.ts";

/** A service that does nothing, and counts how often it was started. */
function makeService() {
  const started: number[] = [];
  return {
    started,
    name: "idle",
    rank: STOP_RANK.engine,
    signal: "SIGTERM" as const,
    graceMs: 5000,
    async start() {
      const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
      started.push(child.pid as number);
      return { pid: child.pid as number, details: { port: 4711 } };
    },
  };
}

test("a second one joining shares it, and the last one leaving ends it", async () => {
  const service = makeService();
  const session = testingSession();
  const other = spawn("sleep", ["60"], { stdio: "ignore" });
  expect(await joinService(session, service)).toEqual({ details: { port: 4711 }, started: true });
  expect(await joinService(session, service)).toEqual({ details: { port: 4711 }, started: false });
  expect(service.started).toHaveLength(1);

  // Another process of this folder uses it too.
  writeFileSync(join(session.dataDir, "run", "idle", `user-${identify(other.pid as number)}`), "");
  await session.stop("done");
  expect(await runningService(session, "idle")).toEqual({ port: 4711 });

  other.kill();
  await new Promise((resolve) => other.once("exit", resolve));
  const last = testingSession(session.dataDir);
  await joinService(last, service);
  await last.stop("done");
  expect(await runningService(last, "idle")).toBeNull();
  expect(identify(service.started[0] as number)).toBeNull();
});

test("a record of a process that is gone, its number perhaps another's by now, is not believed", async () => {
  const service = makeService();
  const session = testingSession();
  const folder = join(session.dataDir, "run", "idle");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "service.json"),
    JSON.stringify({ identity: `${process.pid}-old-1`, details: {} }),
  );
  expect((await joinService(session, service)).started).toBe(true);
  await session.stop("done");
});
