import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** IANA's special-purpose registries (RFC 6890 and later), and what is for groups or for the future. */
const INWARD_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/**
 * Of IPv6 only global unicast (2000::/3) can be outward: that leaves out loopback, unspecified, link-local, unique
 * local, multicast and mapped IPv4. Within it, these are tunnels that carry an IPv4 address, or for examples.
 */
const OUTWARD_V6 = "2000::/3";
const INWARD_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/** Behind such a network's gateway (RFC 6052) the last 32 bits are the IPv4 address that is meant. */
const NAT64 = "64:ff9b::/96";

const inwardV4 = blockList(INWARD_V4);
const inwardV6 = blockList(INWARD_V6);
const outwardV6 = blockList([OUTWARD_V6]);
const nat64 = blockList([NAT64]);

/**
 * Whether an address leads into the host, its own networks, or anywhere that is not the public internet, such as a
 * cloud's metadata service (169.254.169.254). What is no address counts as inward.
 */
export function isInward(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return inwardV4.check(address) || isOwnNetwork(address);
  // A zone ("%eth0") is of this machine by its nature.
  if (family === 0 || address.includes("%")) return true;
  if (nat64.check(address, "ipv6")) return isInward(lastFourBytes(address));
  return !outwardV6.check(address, "ipv6") || inwardV6.check(address, "ipv6") || isOwnNetwork(address);
}

/** Whether one of the machine's network interfaces stands in the same network, be it a public one. */
function isOwnNetwork(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const family = isIP(address) === 4 ? "IPv4" : "IPv6";
  const networks = own.flatMap(({ cidr, family: of }) => (cidr && of === family ? cidr : []));
  return blockList(networks).check(address, family === "IPv4" ? "ipv4" : "ipv6");
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? "ipv4" : "ipv6");
  }
  return list;
}

/** "64:ff9b::a00:1" and "64:ff9b::10.0.0.1" as "10.0.0.1". */
function lastFourBytes(address: string): string {
  // The URL parser writes every IPv6 address in groups of hexadecimal digits.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::").at(-1)?.split(":") ?? [];
  const [high = 0, low = 0] = ["0", "0", ...groups]
    .slice(-2)
    .map((group) => Number.parseInt(group || "0", 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
