import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Leaves in X-Forwarded-For one address only, that of whoever asks: what limits, sessions and the record go by. Anyone
 * can send that header, so without proxies in front it is the connection's own; with so many of them, each of which
 * adds at the end where a request came to it from, it is the one that the first of them added.
 */
export function nameCaller({ headers, socket }: IncomingMessage, proxies: number): void {
  const hops = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").filter(Boolean);
  const [first] = proxies > 0 ? hops.slice(-proxies) : [];
  headers["x-forwarded-for"] = addressIn(first ?? "") ?? socket.remoteAddress ?? "";
}

/** "192.0.2.1", also out of "192.0.2.1:4711" and "[2001:db8::1]:4711", as some proxies write it. */
function addressIn(text: string): string | null {
  const address = text.trim().replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3");
  return isIP(address) ? address : null;
}
