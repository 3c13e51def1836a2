import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Context } from "./context.ts";
import { Printer } from "./printer.ts";
import { supervise } from "./supervise.ts";

/** Forks itself; the fork waits for a message, as next dev's server does, and then says that it came. */
const FORKING = `
  import { fork } from "node:child_process";
  import { writeFileSync } from "node:fs";
  const [, script, said] = process.argv;
  if (process.env.IS_FORK) process.on("message", (text) => writeFileSync(said, text));
  else setTimeout(() => fork(script, [said], { env: { ...process.env, IS_FORK: "1" } }).on("spawn", function () {
    setTimeout(() => this.send("still there"), 300);
  }), 50);
`;

test("what a supervised process forks lives as long as that one wants", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "supervise-"));
  mkdirSync(join(dataDir, "logs"));
  const [script, said] = [join(dataDir, "forking.mjs"), join(dataDir, "said")];
  writeFileSync(script, FORKING);
  let stop = async () => {};
  const ctx = {
    root: dataDir,
    dataDir,
    printer: new Printer(process.stderr, join(dataDir, "logs", "start.log")),
    signal: new AbortController().signal,
    hurried: new AbortController().signal,
    onStop: (_rank: number, end: () => Promise<void>) => {
      stop = end;
    },
  } as unknown as Context;
  supervise(ctx, {
    name: "forking",
    args: [script, said],
    env: process.env,
    rank: 3,
    graceMs: 1000,
    talkative: true,
  });
  await expect
    .poll(() => existsSync(said) && readFileSync(said, "utf8"), { timeout: 5000 })
    .toBe("still there");
  await stop();
  rmSync(dataDir, { recursive: true });
});
