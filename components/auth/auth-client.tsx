import { createAuthClient } from "better-auth/react";

/** Signing in and out and changing the password; everything else goes through the API's client. */
export const authClient = createAuthClient();
