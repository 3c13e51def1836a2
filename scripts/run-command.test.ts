import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { testingSession } from "./testing-session.ts";

const shell = (script: string) => ({ name: "the step", args: ["-c", script] });

test("a command returns what it printed", async () => {
  expect(await runCommand(testingSession(), "sh", shell("echo flour; echo dust >&2"))).toBe("flour\n");
});

test("a failure says the line that tells why", async () => {
  const script =
    "echo starting; echo 'npm error code E404' >&2; echo 'npm error 404 no such flour' >&2; exit 1";
  await expect(runCommand(testingSession(), "sh", shell(script))).rejects.toThrow(
    /^the step failed: npm error 404 no such flour \(more in .*setup\.log\)$/,
  );
});

test("a program that is not there is a sentence too", async () => {
  await expect(runCommand(testingSession(), "no-such-oven", shell("true"))).rejects.toThrow(/no-such-oven/);
});

test("an interrupted session ends the command and waits until it has tidied up", async () => {
  const session = testingSession();
  const script = "trap 'sleep 0.2; echo tidy > \"$0\"; exit 3' INT; while :; do sleep 0.05; done";
  const file = `${session.dataDir}/tidied`;
  const running = runCommand(session, "sh", { name: "the step", args: ["-c", script, file] });
  running.catch(() => {});
  await sleep(200);
  await session.stop(new Error("interrupted"));
  await expect(running).rejects.toThrow("interrupted");
  expect(await runCommand(testingSession(), "cat", { name: "cat", args: [file] })).toBe("tidy\n");
});
