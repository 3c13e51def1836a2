import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "#lib/env";
import { isInward } from "#lib/webhooks/is-inward";
import { type AllowList, parseAllowList } from "#lib/webhooks/parse-allow-list";

/** A host that no webhook is sent to; the message says why, in a sentence for people. */
export class HostRefusedError extends Error {
  override name = "HostRefusedError";
}

/**
 * Where a URL's host is, if webhooks may be sent there. Who connects must use these addresses and not ask again: a
 * name can lead elsewhere the next moment. One inward address among several is enough to refuse the host.
 * @param hostname As in URL.hostname: IPv6 in brackets
 * @throws HostRefusedError when it leads inward and BAKEHOUSE_WEBHOOK_ALLOW does not list it, or leads nowhere
 */
export async function resolveHost(hostname: string): Promise<LookupAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const allowed = allowList();
  const addresses = await look(host);
  if (!allowed.hosts.has(host.toLowerCase()) && addresses.some((each) => isRefused(each, allowed))) {
    throw new HostRefusedError(
      `${host} leads into the network that Bakehouse itself stands in, where webhooks are not sent. Whoever runs Bakehouse can allow it with BAKEHOUSE_WEBHOOK_ALLOW.`,
    );
  }
  return addresses;
}

async function look(host: string): Promise<LookupAddress[]> {
  if (isIP(host)) return [{ address: host, family: isIP(host) }];
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch (cause) {
    throw new HostRefusedError(
      `The name ${host} was not found. Check it for a typing error; if it is right, Bakehouse's network does not know it.`,
      { cause },
    );
  }
}

function isRefused({ address, family }: LookupAddress, allowed: AllowList): boolean {
  return isInward(address) && !allowed.addresses.check(address, family === 4 ? "ipv4" : "ipv6");
}

let cached: { text: string; list: AllowList } | undefined;

function allowList(): AllowList {
  const text = env().BAKEHOUSE_WEBHOOK_ALLOW ?? "";
  const list = cached?.text === text ? cached.list : parseAllowList(text);
  // The environment was checked at the start.
  if (!list) throw new Error("BAKEHOUSE_WEBHOOK_ALLOW cannot be read");
  cached = { text, list };
  return list;
}
