import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** What a greeting server answers whoever connects, of this machine or another. */
const GREETING = "reached";

/** For tests: a server on an address of this machine; returns its port. */
export async function greetOn(address: string, port = 0): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(`${GREETING}\n`);
  });
  server.listen(port, address);
  await once(server, "listening");
  server.unref();
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

/**
 * For tests: a machine of its own, as far as networks can tell, with a greeting server on its port 80. Its cable ends
 * in a bridge, or in this machine itself, which then has the other address.
 */
export async function otherMachine(options: {
  name: string;
  addresses: string[];
  cable: { bridge: string; gateway: string } | { own: string };
}): Promise<{ remove: () => void }> {
  const { name, addresses, cable } = options;
  const ip = (...args: string[]) => execFileSync("ip", args);
  const inside = (...args: string[]) => ip("netns", "exec", name, "ip", ...args);
  ip("netns", "add", name);
  const end = `${name}-b`;
  ip("link", "add", `${name}-a`, "type", "veth", "peer", "name", end, "netns", name);
  if ("bridge" in cable) ip("link", "set", `${name}-a`, "master", cable.bridge);
  else ip("address", "add", `${cable.own}/24`, "dev", `${name}-a`);
  ip("link", "set", `${name}-a`, "up");
  for (const address of addresses) inside("address", "add", `${address}/24`, "dev", end);
  inside("link", "set", end, "up");
  inside("route", "add", "default", "via", "gateway" in cable ? cable.gateway : cable.own);
  const program = `require("node:net").createServer((s) => s.on("error", () => {}).end("${GREETING}\\n")).listen(80, () => console.log("ready"))`;
  const server = spawn("ip", ["netns", "exec", name, process.execPath, "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(server.stdout, "data");
  return {
    remove: () => {
      server.kill();
      for (const args of [
        ["link", "delete", `${name}-a`],
        ["netns", "delete", name],
      ])
        ip(...args);
    },
  };
}

/** For tests: a line of shell that says for each HOST:PORT whether a build reaches it; it takes bash and timeout. */
export function tryEach(targets: string[]): string {
  const one = (target: string) => {
    const [host, port] = target.split(/:(?=\d+$)/);
    return `(timeout 3 bash -c 'exec 3<>/dev/tcp/${host}/${port} && read -r said <&3 && echo "${target} $said"' 2>/dev/null || echo "${target} closed") &`;
  };
  return `${targets.map(one).join(" ")} wait`;
}
