import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { admitNewcomer } from "#lib/auth/admit-newcomer";
import { oidcPlugins } from "#lib/auth/oidc-provider";
import { SESSION_SECONDS } from "#lib/auth/read-session";
import { recordSignIns } from "#lib/auth/record-sign-ins";
import { db } from "#lib/db";
import { env } from "#lib/env";

function create() {
  const environment = env();
  const { BAKEHOUSE_SECRET, BAKEHOUSE_URL } = environment;
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
    emailAndPassword: {
      enabled: environment.BAKEHOUSE_PASSWORD_SIGN_IN === "on",
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    plugins: oidcPlugins(environment),
    // An account is connected to the provider by itself where both know the address to be that person's, and
    // otherwise only by who is signed in to it: see docs/decisions/0007.
    account: {
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true },
    },
    onAPIError: { errorURL: "/sign-in" },
    databaseHooks: recordSignIns,
    user: {
      additionalFields: { isAdmin: { type: "boolean", input: false, defaultValue: false } },
      validateUserInfo: admitNewcomer,
    },
    session: SESSION_SECONDS,
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      // The provider counts tries of its own; a whole office may share an address.
      customRules: { "/sign-in/email": { window: 60, max: 10 }, "/sign-in/social": { window: 60, max: 60 } },
    },
    // A Secure cookie is dropped by browsers on plain HTTP anywhere but on localhost, where many begin.
    advanced: {
      useSecureCookies: BAKEHOUSE_URL?.startsWith("https:") ?? false,
      cookiePrefix: "bakehouse",
      // Said aloud, or it is off wherever tests run.
      disableOriginCheck: false,
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
