import { auth } from "#lib/auth/auth";
import { forgetTries, type TryLimit, takeTry } from "#lib/auth/limit-tries";

/** Of better-auth's many endpoints those we use; what the others would change is changed by verbs of ours. */
const OPEN = /^\/api\/auth\/(sign-in\/(email|social)|link-social|callback\/oidc|sign-out|get-session)$/;

const MAX_BODY_LENGTH = 16 * 1024;

/** By account, beside better-auth's limit by address: who has many addresses still guesses one password. */
const PER_ACCOUNT: TryLimit = { most: 30, seconds: 600 };

/** Answers a request to sign in or out. */
export async function handleAuthRequest(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!OPEN.test(pathname)) return refusal(404, "NOT_FOUND", `There is no ${pathname}.`);
  if (!pathname.endsWith("/sign-in/email")) return auth().handler(request);
  const body = await request.clone().text();
  if (body.length > MAX_BODY_LENGTH) return refusal(413, "TOO_LARGE", "The body is too large.");
  const key = `sign-in:${emailIn(body)}`;
  const seconds = takeTry(key, PER_ACCOUNT);
  if (seconds > 0) {
    const sentence = `Too many tries for this account. Wait ${seconds} s, then try again.`;
    return refusal(429, "TOO_MANY_TRIES", sentence, { "x-retry-after": String(seconds) });
  }
  const response = await auth().handler(request);
  if (response.ok) forgetTries(key);
  return response;
}

function refusal(status: number, code: string, message: string, headers?: Record<string, string>): Response {
  return Response.json({ code, message }, { status, headers });
}

/** better-auth takes JSON and forms. */
function emailIn(body: string): string {
  let email: unknown;
  try {
    email = (JSON.parse(body) as { email?: unknown } | null)?.email;
  } catch {
    email = new URLSearchParams(body).get("email");
  }
  return String(email).toLowerCase().slice(0, 254);
}
