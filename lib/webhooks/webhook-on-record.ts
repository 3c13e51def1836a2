/**
 * How the audit log names a webhook: by its origin only, for the rest of an address is often a secret that lets
 * whoever knows it post there.
 */
export function webhookOnRecord(team: string, url: string): { target: string } {
  return { target: `${team} → ${new URL(url).origin}` };
}

/** Whose secret it is, for encryptSecret and decryptSecret. */
export function webhookOwner(id: string): string {
  return `webhook:${id}`;
}
