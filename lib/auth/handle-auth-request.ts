import { auth } from "#lib/auth/auth";
import { forgetTries, type TryLimit, takeTry } from "#lib/auth/limit-tries";
import { originOf } from "#lib/auth/origin-of";
import { readText } from "#lib/auth/read-text";
import { DATABASE_AWAY, DATABASE_FULL } from "#lib/database-away";
import { probeDatabase } from "#lib/instance/probe-database";
import { networkOf } from "#lib/networks/network-of";

/** Of better-auth's many endpoints those we use; what the others would change is changed by verbs of ours. */
const OPEN = /^\/api\/auth\/(sign-in\/(email|social)|link-social|callback\/oidc|sign-out)$/;

const MAX_BODY_BYTES = 16 * 1024;

/** By account and network, beside better-auth's limit by address alone: nobody else is kept out by it. */
const PER_NETWORK: TryLimit = { most: 10, seconds: 600 };
/** By account alone: who has many networks still guesses one password, and must need many to keep its owner out. */
const PER_ACCOUNT: TryLimit = { most: 300, seconds: 600 };

/** Answers a request to sign in or out. */
export async function handleAuthRequest(given: Request): Promise<Response> {
  const response = await answer(given);
  // better-auth keeps to itself what went wrong; most often it is the database.
  if (response.status < 500) return response;
  const database = await probeDatabase();
  if (database === "ok") return response;
  return refusal(503, "UNAVAILABLE", database === "full" ? DATABASE_FULL : DATABASE_AWAY);
}

async function answer(given: Request): Promise<Response> {
  const { pathname } = new URL(given.url);
  if (!OPEN.test(pathname)) return refusal(404, "NOT_FOUND", `There is no ${pathname}.`);
  if (given.method !== "POST") return auth().handler(given);
  const body = await readText(given, MAX_BODY_BYTES);
  if (body === null) return refusal(413, "TOO_LARGE", "The body is too large.");
  const { url, method, headers } = given;
  const request = new Request(url, { method, headers, body });
  return pathname.endsWith("/sign-in/email") ? signIn(request, body) : auth().handler(request);
}

async function signIn(request: Request, body: string): Promise<Response> {
  // better-auth takes forms too: a text that reads as JSON and as a form would name two accounts.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return refusal(415, "NOT_JSON", "Send JSON with Content-Type: application/json.");
  }
  const account = `sign-in:${emailIn(body)}`;
  const fromHere = `${account} ${networkOf(originOf(request.headers).ip ?? "")}`;
  // What is refused to one network does not count against the account.
  const seconds = takeTry(fromHere, PER_NETWORK) || takeTry(account, PER_ACCOUNT);
  if (seconds > 0) {
    const sentence = `Too many tries for this account. Wait ${seconds} s, then try again.`;
    return refusal(429, "TOO_MANY_TRIES", sentence, { "x-retry-after": String(seconds) });
  }
  const response = await auth().handler(request);
  if (response.ok) forgetTries(fromHere);
  return response;
}

function refusal(status: number, code: string, message: string, headers?: Record<string, string>): Response {
  return Response.json({ code, message }, { status, headers });
}

function emailIn(body: string): string {
  let email: unknown;
  try {
    email = (JSON.parse(body) as { email?: unknown } | null)?.email;
  } catch {
    // better-auth will say so.
  }
  return String(email).toLowerCase().slice(0, 254);
}
