import type { createAuthClient } from "better-auth/react";

let client: Promise<ReturnType<typeof createAuthClient>> | undefined;

/**
 * Signing in and out and changing the password; everything else goes through the API's client. Fetched when it is asked
 * for: it is not small, and few pages ever need it.
 * @throws when its code cannot be fetched; asking again tries again
 */
export function authClient(): Promise<ReturnType<typeof createAuthClient>> {
  client ??= import("better-auth/react").then(({ createAuthClient }) => createAuthClient());
  client.catch(() => {
    client = undefined;
  });
  return client;
}
