import { isIP } from "node:net";

/** Reads "10.0.0.0/8, 2001:db8::7": networks and addresses. Null when an entry is neither. */
export function parseNetworks(text: string): string[] | null {
  const entries = text.split(",").flatMap((part) => part.trim() || []);
  return entries.every(isNetwork) ? entries : null;
}

function isNetwork(entry: string): boolean {
  const [address = "", prefix, ...rest] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || address.includes("%") || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
