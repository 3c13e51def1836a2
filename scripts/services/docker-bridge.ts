import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Context } from "../context.ts";
import { runCommand } from "../run-command.ts";
import { SetupError } from "../setup-error.ts";
import { removeRules } from "./isolate-bridge.ts";
import { findProgram } from "./system-packages.ts";

/**
 * The network bridge of an engine of ours, made anew: docker0 stays with whatever engine it belongs to. Its name is
 * the data folder's and the engine's, its addresses are ones that no route and no name server of this machine has.
 */
export async function makeBridge(ctx: Context, engine = ""): Promise<string> {
  const name = `bakehouse-${createHash("sha256").update(ctx.dataDir).update(engine).digest("hex").slice(0, 5)}`;
  const ip = (...args: string[]) =>
    runCommand(ctx, findProgram("ip") ?? "ip", { name: `ip ${args[0]} ${args[1]}`, args, log: "docker" });
  await ip("link", "delete", name).catch(() => ctx.signal.throwIfAborted());
  const taken = parseRanges(await ip("-4", "route", "show", "table", "all"));
  const free = candidates().find((base) => !taken.some((range) => overlaps(range, { base, bits: 24 })));
  if (free === undefined) throw new SetupError("No address range is free for containers: set DOCKER_HOST.");
  await ip("link", "add", name, "type", "bridge");
  await ip("address", "add", `${toText(free + 1)}/24`, "dev", name);
  await ip("link", "set", name, "up");
  return name;
}

/** Takes away the bridge and the packet filter's rules about it, ours and those an engine leaves behind. */
export async function removeBridge({ bridge }: { bridge: string }): Promise<void> {
  removeRules(bridge);
  try {
    execFileSync(findProgram("ip") ?? "ip", ["link", "delete", bridge], { stdio: "ignore" });
  } catch {
    // Gone already.
  }
}

interface Range {
  base: number;
  bits: number;
}

/** 172.20–172.31 and 10.200–10.254, a /24 in each: where few networks are and Docker's own default is not. */
function candidates(): number[] {
  const pairs = [
    ...range(20, 31).map((second) => [172, second]),
    ...range(200, 254).map((second) => [10, second]),
  ];
  return pairs.map(([first = 0, second = 0]) => first * 2 ** 24 + second * 2 ** 16 + 77 * 2 ** 8);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function parseRanges(routes: string): Range[] {
  const nameServers = readFileSync("/etc/resolv.conf", "utf8").match(/^nameserver\s+\S+/gm) ?? [];
  return [...routes.split("\n"), ...nameServers].flatMap((line) => {
    const match = /(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?/.exec(line.replace(/^default.*/, ""));
    if (!match) return [];
    const [a, b, c, d] = match.slice(1, 5).map(Number) as [number, number, number, number];
    return [{ base: ((a * 256 + b) * 256 + c) * 256 + d, bits: Number(match[5] ?? 32) }];
  });
}

function overlaps(one: Range, other: Range): boolean {
  const size = 2 ** (32 - Math.min(one.bits, other.bits));
  return Math.floor(one.base / size) === Math.floor(other.base / size);
}

function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
