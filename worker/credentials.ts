import { registryAddress } from "#lib/builds/registry-address";
import { env } from "#lib/env";
import type { Credentials } from "#worker/docker/call-engine";

/** Our registry's credentials for a reference in it; undefined for every other registry. */
export function credentialsFor(reference: string): Credentials | undefined {
  const { BAKEHOUSE_REGISTRY_USERNAME: username, BAKEHOUSE_REGISTRY_PASSWORD: password } = env();
  const [host] = registryAddress().split("/");
  if (!username || !password || !reference.startsWith(`${host}/`)) return undefined;
  return { username, password };
}
