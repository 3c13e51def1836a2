import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { findProgram } from "../../services/system-packages.ts";

const NAME = `bakebench${process.pid % 100_000}`;
/** Set aside for measurements (RFC 2544): nobody's network. */
const HOST = "198.18.77.1";
const MACHINE = "198.18.77.2";

/**
 * A network namespace of its own for a machine, with a way out through this one, so that ports, bridges and
 * packet filters of both stay apart.
 */
export function makeNetwork(): { namespace: string; address: string; remove: () => void } {
  const [host, inside] = [`bkb${process.pid % 100_000}`, "eth0"];
  const rules = [
    ["nat", "POSTROUTING", "-s", `${MACHINE}/32`, "-j", "MASQUERADE"],
    ["filter", "FORWARD", "-i", host, "-j", "ACCEPT"],
    ["filter", "FORWARD", "-o", host, "-j", "ACCEPT"],
  ] as const;
  const filter = (verb: string) => {
    for (const [table, chain, ...rest] of rules) run("iptables", "-t", table, verb, chain, ...rest);
  };
  run("ip", "netns", "add", NAME);
  run("ip", "link", "add", host, "type", "veth", "peer", "name", inside, "netns", NAME);
  run("ip", "address", "add", `${HOST}/30`, "dev", host);
  run("ip", "link", "set", host, "up");
  run("ip", "-n", NAME, "address", "add", `${MACHINE}/30`, "dev", inside);
  for (const device of ["lo", inside]) run("ip", "-n", NAME, "link", "set", device, "up");
  run("ip", "-n", NAME, "route", "add", "default", "via", HOST);
  writeFileSync("/proc/sys/net/ipv4/ip_forward", "1");
  filter("-I");
  const remove = () => {
    filter("-D");
    run("ip", "netns", "delete", NAME);
  };
  return { namespace: NAME, address: MACHINE, remove };
}

function run(program: string, ...args: string[]): void {
  execFileSync(findProgram(program) ?? program, args, { stdio: ["ignore", "ignore", "pipe"] });
}
