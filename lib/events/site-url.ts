import { env } from "#lib/env";

/** A page's address in full, for those who read it elsewhere. @param path from the site's root */
export function siteUrl(path: string): string {
  const { BAKEHOUSE_URL, PORT } = env();
  return `${(BAKEHOUSE_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, "")}${path}`;
}
