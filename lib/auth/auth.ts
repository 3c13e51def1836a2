import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { db } from "#lib/db";
import { env } from "#lib/env";

function create() {
  const { BAKEHOUSE_SECRET, BAKEHOUSE_URL } = env();
  return betterAuth({
    appName: "Bakehouse",
    secret: BAKEHOUSE_SECRET,
    baseURL: BAKEHOUSE_URL,
    basePath: "/api/auth",
    database: prismaAdapter(db, { provider: "postgresql" }),
    // Without a configured URL the site answers under any name it is reached by, and trusts that one only.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { isAdmin: { type: "boolean", input: false, defaultValue: false } } },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    // A Secure cookie is dropped by browsers on plain HTTP anywhere but on localhost, where many begin.
    advanced: {
      useSecureCookies: BAKEHOUSE_URL?.startsWith("https:") ?? false,
      cookiePrefix: "bakehouse",
      database: { generateId: () => randomUUID() },
    },
    telemetry: { enabled: false },
    logger: { level: "error" },
  });
}

let instance: ReturnType<typeof create> | undefined;

/** Sign-in, sessions and passwords. Made on first use, so that a build of the site needs no environment. */
export function auth(): ReturnType<typeof create> {
  instance ??= create();
  return instance;
}
