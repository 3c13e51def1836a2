import { AppError } from "#lib/errors";
import { HostRefusedError, resolveHost } from "#lib/webhooks/resolve-host";

/**
 * Refuses an address that no delivery would be sent to, while who enters it is there to hear so. Each delivery looks
 * again. @throws invalid, at the field `url`
 */
export async function requireOutwardUrl(url: string): Promise<void> {
  try {
    await resolveHost(new URL(url).hostname);
  } catch (error) {
    if (!(error instanceof HostRefusedError)) throw error;
    throw new AppError("invalid", error.message, { problems: [{ field: "url", message: error.message }] });
  }
}
