import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { testingSession } from "../testing-session.ts";
import { isolate } from "./isolate.ts";

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("Not tried, as only root can: closing a machine to a bridge by hand.");

async function run(...args: string[]): Promise<number> {
  const session = testingSession();
  try {
    return await isolate({ ...session, args });
  } finally {
    await session.stop(new Error("done"));
  }
}

test("what is no bridge, and options that there are not", async () => {
  await expect(run("--bridge", "lo")).rejects.toThrow(/lo is no bridge of this machine/);
  await expect(run("--bridge", "../../x")).rejects.toThrow(/is no bridge/);
  await expect(run("--close", "docker0")).rejects.toThrow(/npm run isolate -- --bridge docker0/);
});

test.skipIf(!isRoot)("a bridge is closed, closed differently, and opened again without a trace", async () => {
  const bridge = `bht${process.pid}`;
  const rules = () =>
    ["iptables-save", "ip6tables-save"]
      .flatMap((program) => execFileSync(program, { encoding: "utf8" }).split("\n"))
      .filter((rule) => rule.includes(bridge));
  execFileSync("ip", ["link", "add", bridge, "type", "bridge"]);
  try {
    await expect(run("--bridge", bridge, "--deny", "10.0.0.0/40")).rejects.toThrow(/must list networks/);
    expect(rules()).toEqual([]);
    expect(await run("--bridge", bridge, "--deny", "10.1.0.0/16")).toBe(0);
    expect(rules()).toContainEqual(expect.stringMatching(/ -d 10\.1\.0\.0\/16 -p tcp -j REJECT/));
    const { length } = rules();
    expect(await run("--bridge", bridge, "--deny", "10.2.0.0/16")).toBe(0);
    expect(rules()).toHaveLength(length);
    expect(rules().join("\n")).not.toContain("10.1.0.0");
    expect(await run("--bridge", bridge, "--remove")).toBe(0);
    expect(rules()).toEqual([]);
  } finally {
    execFileSync("ip", ["link", "delete", bridge]);
  }
});
