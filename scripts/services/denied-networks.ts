import { parseNetworks } from "#lib/networks/parse-networks";
import { SetupError } from "../setup-error.ts";

/**
 * The networks that builds may not reach, beside this machine itself.
 * @throws SetupError when they are no networks
 */
export function deniedNetworks(text = process.env.BAKEHOUSE_BUILD_DENY): string[] {
  const networks = parseNetworks(text ?? "");
  if (!networks)
    throw new SetupError(`"${text}" must list networks and addresses, such as 10.0.0.0/8, with commas.`);
  return networks;
}
