import type { BetterAuthOptions } from "better-auth";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { OIDC_PROVIDER } from "#lib/auth/oidc-provider";
import { originOf } from "#lib/auth/origin-of";
import { db } from "#lib/db";

interface Person {
  id: string;
  name: string;
  email: string;
}

/** We ask the provider who someone is, and nothing else: its tokens are of no use to us, and safest not kept. */
const NO_TOKENS = { data: { accessToken: null, refreshToken: null, idToken: null } };

/**
 * Puts on record what better-auth changes by itself: sessions that begin and end, accounts that a provider brings
 * or is connected to. Everything else about people is changed by verbs of ours, which record it themselves.
 */
export const recordSignIns: BetterAuthOptions["databaseHooks"] = {
  user: {
    create: {
      after: async (user, request) => {
        await record(user, request?.headers, "user.create", { name: user.name, by: "provider" });
      },
    },
  },
  account: {
    create: {
      before: async () => NO_TOKENS,
      after: async ({ providerId, userId }, request) => {
        if (providerId === OIDC_PROVIDER) await recordFor(userId, request?.headers, "user.connect");
      },
    },
    update: { before: async () => NO_TOKENS },
  },
  session: {
    create: {
      after: async ({ userId }, request) => recordFor(userId, request?.headers, "session.create"),
    },
    delete: {
      after: async ({ userId }, request) => {
        if (request?.path === "/sign-out") await recordFor(userId, request.headers, "session.end");
      },
    },
  },
};

async function recordFor(userId: string, headers: Headers | undefined, action: string): Promise<void> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, email: true },
  });
  if (user) await record(user, headers, action);
}

async function record(
  user: Person,
  headers: Headers | undefined,
  action: string,
  after?: Record<string, string>,
): Promise<void> {
  const actor: Context["actor"] = {
    kind: "user",
    id: user.id,
    name: user.name,
    email: user.email,
    isAdmin: false,
  };
  const ctx = { actor, teams: [], origin: originOf(headers ?? new Headers()) };
  await recordAudit(db, ctx, { action, target: user.email, after });
}
