import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { SetupError } from "../setup-error.ts";
import { findProgram } from "./system-packages.ts";

export interface Isolation {
  /** The network interface that build containers hang on: "docker0". */
  bridge: string;
  /** Networks and addresses that builds may not reach either: "10.0.0.0/8". */
  deny?: string[];
}

/** Where clouds answer machines about themselves, their keys included. */
const METADATA = {
  iptables: ["169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"],
  ip6tables: ["fe80::/10", "fd00:ec2::254/128"],
};
const TABLES = ["filter", "nat", "security"];
const FAMILIES = ["iptables", "ip6tables"] as const;
type Family = (typeof FAMILIES)[number];

/**
 * Closes this machine to the containers on a bridge: whatever address of it they try, its published ports, the
 * addresses of cloud metadata, one another, and what else is denied. Answers, name servers and all other ways out
 * stay open. Safe to repeat; it lasts until the machine starts anew. Needs root.
 * @throws SetupError when the packet filter refuses
 */
export function isolateBridge(isolation: Isolation): void {
  for (const family of FAMILIES) {
    // A system without IPv6 has no such filter, and nothing to be closed.
    if (family === "ip6tables" && run(family, ["-S", "INPUT"]) === null) continue;
    const { input, forward } = chainNames(isolation.bridge);
    restore(family, rulesOf(family, isolation));
    // Docker keeps this one first among what it forwards, also when it starts later than us.
    if (run(family, ["-S", "DOCKER-USER"]) === null) must(family, ["-N", "DOCKER-USER"]);
    jump(family, ["FORWARD", "-j", "DOCKER-USER"]);
    jump(family, ["INPUT", "-i", isolation.bridge, "-j", input]);
    jump(family, ["DOCKER-USER", "-i", isolation.bridge, "-j", forward]);
    // An engine that starts takes its jump to DOCKER-USER out for a moment. What passes then is stopped a table later, where
    // the kernel has that one.
    if (run(family, ["-t", "security", "-S"]) !== null) {
      restore(family, backstopOf(family, isolation));
      jump(family, ["FORWARD", "-i", isolation.bridge, "-j", forward], "security");
    }
    // A kernel may do without translation of IPv6 addresses, and then publishes nothing by it.
    if (family === "ip6tables" && run(family, ["-t", "nat", "-S"]) === null) continue;
    // A published port is another container's address by then: left as it is, the packet is for this machine.
    const local = ["-m", "addrtype", "--dst-type", "LOCAL", "-j", "ACCEPT"];
    jump(family, ["PREROUTING", "-i", isolation.bridge, ...local], "nat");
  }
}

/** Whether a bridge is closed as isolateBridge does it; null where that is not to be seen, as only root sees it. */
export function isIsolated(bridge: string): boolean | null {
  const rules = run("iptables", ["-S", "INPUT"]);
  return rules === null
    ? null
    : rules.split("\n").includes(`-A INPUT -i ${bridge} -j ${chainNames(bridge).input}`);
}

/** Takes back all rules about a bridge, an engine's too, which it leaves behind. Never throws. */
export function removeRules(bridge: string): void {
  for (const family of FAMILIES) {
    for (const table of TABLES) {
      for (const rule of (run(family, ["-t", table, "-S"]) ?? "").split("\n")) {
        const words = rule.split(" ");
        if (words[0] === "-A" && words.includes(bridge)) run(family, ["-t", table, "-D", ...words.slice(1)]);
      }
    }
    for (const chain of Object.values(chainNames(bridge))) {
      for (const table of TABLES) {
        run(family, ["-t", table, "-F", chain]);
        run(family, ["-t", table, "-X", chain]);
      }
    }
  }
}

/** A chain's name may have 28 characters, a bridge's 15. */
function chainNames(bridge: string) {
  return { input: `BAKEHOUSE-IN-${bridge}`, forward: `BAKEHOUSE-FW-${bridge}` };
}

/** As iptables-restore reads them: both chains made, or made anew, at once. */
function rulesOf(family: Family, { bridge, deny = [] }: Isolation): string {
  const { input, forward } = chainNames(bridge);
  // A reset is sent at once; of other answers the kernel lets few through, and who asked would wait for its time out.
  const refuse = (match: string) => [`${match}-p tcp -j REJECT --reject-with tcp-reset`, `${match}-j REJECT`];
  const open = openTo(family);
  const closed = closedNetworks(family, deny).flatMap((network) => refuse(`-d ${network} `));
  return [
    "*filter",
    `:${input} - [0:0]`,
    `:${forward} - [0:0]`,
    ...[...open, ...refuse("")].map((rule) => `-A ${input} ${rule}`),
    ...[...open, ...closed, ...refuse(`-o ${bridge} `)].map((rule) => `-A ${forward} ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}

/** The same for what passes through, where nothing can be refused, only dropped. */
function backstopOf(family: Family, { bridge, deny = [] }: Isolation): string {
  const { forward } = chainNames(bridge);
  const closed = closedNetworks(family, deny).map((network) => `-d ${network} -j DROP`);
  return [
    "*security",
    `:${forward} - [0:0]`,
    ...[...openTo(family), ...closed, `-o ${bridge} -j DROP`].map((rule) => `-A ${forward} ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}

const isOf = (family: Family) => (address: string) => address.includes(":") === (family === "ip6tables");

/** Answers, and the servers that names are asked of. */
function openTo(family: Family): string[] {
  const names = nameServers()
    .filter(isOf(family))
    .flatMap((address) =>
      ["udp", "tcp"].map((protocol) => `-d ${address} -p ${protocol} --dport 53 -j RETURN`),
    );
  return ["-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN", ...names];
}

function closedNetworks(family: Family, deny: string[]): string[] {
  return [...METADATA[family], ...deny.filter(isOf(family))];
}

/** Those that the engine gives its containers; of a resolver on the loopback it gives none. */
function nameServers(): string[] {
  const found = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"].flatMap((path) => {
    try {
      return [...readFileSync(path, "utf8").matchAll(/^nameserver\s+([\da-fA-F.:]+)/gm)];
    } catch {
      return [];
    }
  });
  return [...new Set(found.map(([, address = ""]) => address))].filter(
    (address) => !/^(127\.|::1$)/.test(address),
  );
}

function jump(family: Family, [chain = "", ...rule]: string[], table = "filter"): void {
  if (run(family, ["-t", table, "-C", chain, ...rule]) !== null) return;
  must(family, ["-t", table, "-I", chain, ...rule]);
}

function restore(family: Family, rules: string): void {
  const program = findProgram(`${family}-restore`) ?? `${family}-restore`;
  attempt(program, ["--wait", "10", "--noflush"], rules);
}

function must(family: Family, args: string[]): void {
  attempt(findProgram(family) ?? family, ["--wait", "10", ...args]);
}

function attempt(program: string, args: string[], input = ""): void {
  try {
    execFileSync(program, args, { input, stdio: ["pipe", "ignore", "pipe"] });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? "").trim() || (error as Error).message;
    throw new SetupError(`Builds could not be kept from this machine's own services: ${said.split("\n")[0]}`);
  }
}

/** What it printed, or null where it failed. */
function run(family: Family, args: string[]): string | null {
  try {
    return execFileSync(findProgram(family) ?? family, ["--wait", "10", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}
