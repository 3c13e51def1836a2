import { execFileSync } from "node:child_process";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectEngine } from "#worker/docker/connect-engine";
import { buildToEnd, nonce, testBase } from "#worker/docker/test-engine";
import { type ExtraEngine, engineOfEach, mayStartEngines } from "#worker/testing-extra-engine";
import { greetOn, otherMachine, tryEach } from "#worker/testing-network";
import { isolateBridge } from "../scripts/services/isolate-bridge.ts";

if (!mayStartEngines)
  console.warn("Not tried, as only root can: what a build reaches of the machine it runs on.");

const started = engineOfEach({ isolation: null });
const METADATA = "169.254.169.254";

describe.skipIf(!mayStartEngines).each([
  { generation: "here", net: (process.pid % 100) * 2 + 10 },
  { generation: "trixie", net: (process.pid % 100) * 2 + 11 },
] as const)("a build on the engine of $generation", ({ generation, net }) => {
  const name = `bh${process.pid % 100_000}${net}`;
  const outside = { own: `10.198.${net}.1`, allowed: `10.198.${net}.2`, denied: `10.198.${net}.3` };
  const undo: (() => void)[] = [];
  let engine: ExtraEngine;
  let base: string;
  let own: Record<string, string>;
  let others: Record<string, string>;

  beforeAll(async () => {
    engine = await started(generation);
    base = await testBase(connectEngine(engine.address), ["/bin/bash", "/usr/bin/timeout"]);
    const gateway = addressOf(engine.bridge);
    const neighbour = gateway.replace(/\d+$/, "250");
    const cable = { bridge: engine.bridge, gateway };
    const machines = [
      { name: `${name}o`, addresses: [outside.allowed, outside.denied], cable: { own: outside.own } },
      { name: `${name}n`, addresses: [neighbour], cable },
    ];
    for (const machine of machines) undo.push((await otherMachine(machine)).remove);
    // Any interface does for an address; each engine's test has one that the other has not.
    const metadata = METADATA.replace(/254$/, String(net));
    ip("address", "add", `${metadata}/32`, "dev", `${name}o-a`);
    const everywhere = await greetOn("0.0.0.0");
    const loopback = await greetOn("127.0.0.1");
    const published = everywhere.port === 65_000 ? 65_001 : 65_000;
    const port = `${published - net}`;
    const dnat = ["PREROUTING", "-i", engine.bridge, "-p", "tcp", "--dport", port, "-j", "DNAT"];
    execFileSync("iptables", ["-t", "nat", "-A", ...dnat, "--to-destination", `${outside.allowed}:80`]);
    undo.push(everywhere.close, loopback.close);
    const uplink = Object.values(networkInterfaces())
      .flat()
      .find((at) => at?.family === "IPv4" && !at.internal);
    own = {
      "the bridge": `${gateway}:${everywhere.port}`,
      "another of its addresses": `${outside.own}:${everywhere.port}`,
      ...(uplink && { "its first address": `${uplink.address}:${everywhere.port}` }),
      metadata: `${metadata}:${everywhere.port}`,
      "a published port": `${gateway}:${port}`,
      "a neighbour on the bridge": `${neighbour}:80`,
      "a denied network": `${outside.denied}:80`,
    };
    others = { loopback: `127.0.0.1:${loopback.port}`, outside: `${outside.allowed}:80` };
  });
  afterAll(async () => {
    for (const step of undo) step();
    await engine?.remove();
  });

  /** What a RUN reaches, by the names given above. */
  async function reached(): Promise<string[]> {
    const targets = { ...own, ...others };
    const on = connectEngine(engine.address);
    const dockerfile = `FROM ${base}\nRUN : ${nonce()}; ${tryEach(Object.values(targets))}`;
    const { output, end } = await buildToEnd(on, { dockerfile });
    expect(end.type).toBe("built");
    expect(output.trim().split("\n")).toHaveLength(Object.keys(targets).length);
    return Object.entries(targets).flatMap(([what, target]) =>
      output.includes(`${target} reached`) ? what : [],
    );
  }

  test("reaches all of this machine but its loopback where nothing is done", async () => {
    expect(await reached()).toEqual([...Object.keys(own), "outside"]);
  });

  test("reaches nothing of it, but what is outside, once the bridge is isolated; also by a second time", async () => {
    for (let times = 0; times < 2; times++) isolateBridge({ bridge: engine.bridge, deny: [outside.denied] });
    expect(await reached()).toEqual(["outside"]);
  });

  test("nor in the moment when an engine that starts has taken out its jump to DOCKER-USER", async ({
    skip,
  }) => {
    if (!execFileSync("iptables-save", { encoding: "utf8" }).includes("*security"))
      return skip("no such table");
    const passing = ["DOCKER-USER", "-i", engine.bridge, "-j", "RETURN"];
    execFileSync("iptables", ["-I", ...passing]);
    try {
      expect(await reached()).toEqual(["outside"]);
    } finally {
      execFileSync("iptables", ["-D", ...passing]);
    }
  });

  test("cannot take the host's network instead", async () => {
    const on = connectEngine(engine.address);
    const dockerfile = `FROM ${base}\nRUN --network=host : ${nonce()}`;
    const { end } = await buildToEnd(on, { dockerfile });
    expect(end).toMatchObject({ type: "failed", message: expect.stringMatching(/not allowed|Unknown flag/) });
  });

  test("leaves no rule and no bridge behind when the engine ends", async () => {
    const { bridge } = engine;
    await engine.remove();
    const rules = execFileSync("iptables-save", { encoding: "utf8" });
    expect(rules.split("\n").filter((rule) => rule.includes(bridge) && !rule.includes("DNAT"))).toEqual([]);
    expect(Object.keys(networkInterfaces())).not.toContain(bridge);
  });
});

function addressOf(bridge: string): string {
  const found = networkInterfaces()[bridge]?.find(({ family }) => family === "IPv4");
  if (!found) throw new Error(`${bridge} has no address`);
  return found.address;
}

function ip(...args: string[]): void {
  execFileSync("ip", args);
}
