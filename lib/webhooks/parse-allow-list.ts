import { BlockList, isIP } from "node:net";

/** What BAKEHOUSE_WEBHOOK_ALLOW opens of the network that Bakehouse itself stands in. */
export interface AllowList {
  /** Host names, lower case, allowed wherever they lead. */
  hosts: Set<string>;
  addresses: BlockList;
}

/** Reads "10.0.0.0/8, ci.internal, ::1": networks, addresses and host names. Null when an entry is none of these. */
export function parseAllowList(text: string): AllowList | null {
  const list: AllowList = { hosts: new Set(), addresses: new BlockList() };
  for (const entry of text.split(",").map((part) => part.trim().toLowerCase())) {
    if (entry === "") continue;
    const [address = "", prefix, ...rest] = entry.split("/");
    const family = isIP(address);
    const bits = prefix === undefined ? undefined : Number(prefix);
    if (family === 0) {
      if (prefix !== undefined || !/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/.test(address))
        return null;
      list.hosts.add(address);
    } else if (bits === undefined) {
      list.addresses.addAddress(address, family === 4 ? "ipv4" : "ipv6");
    } else {
      const isPrefix = /^\d{1,3}$/.test(prefix ?? "") && bits <= (family === 4 ? 32 : 128);
      if (!isPrefix || rest.length > 0) return null;
      list.addresses.addSubnet(address, bits, family === 4 ? "ipv4" : "ipv6");
    }
  }
  return list;
}
