import { isIP } from "node:net";

/**
 * What one subscriber has of the net, to count tries by: an IPv4 address, also out of "::ffff:192.0.2.1"; of an IPv6
 * address its first 64 bits, "2001:db8:0:7", below which everyone has as many as they like.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, "").replace(/%.*$/, "");
  if (isIP(plain) !== 6) return plain;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [left, right] = canonical.split("::").map((side) => side.split(":").filter(Boolean));
  const zeros = Array(8).fill("0");
  return [...(left ?? []), ...zeros.slice((left?.length ?? 0) + (right?.length ?? 0)), ...(right ?? [])]
    .slice(0, 4)
    .join(":");
}
