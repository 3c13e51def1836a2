import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Context } from "../context.ts";
import { deniedNetworks } from "../services/denied-networks.ts";
import { isolateBridge, removeRules } from "../services/isolate-bridge.ts";
import { findProgram } from "../services/system-packages.ts";
import { SetupError } from "../setup-error.ts";

/**
 * `npm run isolate -- --bridge docker0`: closes this machine to the containers on a bridge of an engine that is not
 * ours; `--deny 10.0.0.0/8` other networks too, `--remove` takes it back.
 */
export async function isolate(ctx: Context): Promise<number> {
  const { bridge, deny, remove } = readOptions(ctx.args);
  if (!/^[\w.-]{1,15}$/.test(bridge) || !existsSync(`/sys/class/net/${bridge}/bridge`)) {
    throw new SetupError(`${bridge} is no bridge of this machine: run this where the Docker engine runs.`);
  }
  if (process.getuid?.() !== 0)
    throw new SetupError("Only root may change the packet filter: run this as root.");
  if (!findProgram("iptables")) {
    throw new SetupError(
      "iptables is missing; docs/operations/isolation.md has the same rules for nftables.",
    );
  }
  if (remove) {
    removeRules(bridge);
    ctx.printer.line(`  Builds on ${bridge} reach this machine again.`);
    return 0;
  }
  isolateBridge({ bridge, deny: deniedNetworks(deny) });
  ctx.printer.line(
    `  Builds on ${bridge} no longer reach this machine. Run this at every start of the machine.`,
  );
  return 0;
}

function readOptions(args: string[]): { bridge: string; deny: string | undefined; remove: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { bridge: { type: "string" }, deny: { type: "string" }, remove: { type: "boolean" } },
    });
    return { bridge: values.bridge ?? "docker0", deny: values.deny, remove: values.remove ?? false };
  } catch (error) {
    throw new SetupError(
      `${(error as Error).message}\nnpm run isolate -- --bridge docker0 [--deny NETWORK,…] [--remove]`,
    );
  }
}
