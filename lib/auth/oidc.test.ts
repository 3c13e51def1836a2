import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { createUser } from "#lib/auth/create-user";
import { setUp } from "#lib/auth/set-up";
import { db } from "#lib/db";
import { type Browser, openBrowser } from "#lib/testing/browser";
import { type Claims, readToken, signToken } from "#lib/testing/oidc";
import { CLIENT, type OidcSite, signInWithProvider, startOidcSite } from "#lib/testing/oidc-site";

const PASSWORD = "a long password";
const CODE = "ABCD-2345";

let site: OidcSite;

beforeAll(async () => {
  site = await startOidcSite({ BAKEHOUSE_SETUP_CODE: CODE });
});
afterAll(() => site.close());
beforeEach(() => {
  site.provider.tamper.with = undefined;
});

/** Someone with an account at the provider. */
function register(claims: Partial<Claims> = {}): { login: string } & Claims {
  const login = `p-${randomUUID().slice(0, 8)}`;
  const person = { email: `${login}@example.com`, email_verified: true, name: "Grace Hopper", ...claims };
  site.provider.people.set(login, person);
  return { login, ...person };
}

function whoIs(browser: Browser) {
  const jar = browser.cookies.get(site.origin) ?? new Map();
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return contextFromHeaders(new Headers({ cookie, host: new URL(site.origin).host }));
}

const errorOf = ({ url }: { url: URL }) => [url.pathname, url.searchParams.get("error")];

test("before set-up the provider brings nobody: the first account is the administrator's", async () => {
  const { login } = register();
  const page = await signInWithProvider(site, openBrowser(), login);
  expect(errorOf(page)).toEqual(["/sign-in", "set_up_first"]);
  expect(await db.user.count()).toBe(0);
  await setUp({ code: CODE, name: "Ada", email: "ada@example.com", password: PASSWORD, team: "first" });
});

test("a newcomer comes in with an account and no team, on record, and nothing of the provider's is kept", async () => {
  const { login, email } = register();
  const browser = openBrowser();
  const page = await signInWithProvider(site, browser, login);
  expect([page.url.pathname, page.text]).toEqual(["/images", "page /images"]);
  const ctx = await whoIs(browser);
  expect(ctx).toMatchObject({ actor: { name: "Grace Hopper", email, isAdmin: false }, teams: [] });
  const account = await db.account.findFirst({ where: { userId: ctx?.actor.id } });
  expect(account).toMatchObject({
    providerId: "oidc",
    accountId: login,
    accessToken: null,
    refreshToken: null,
    idToken: null,
  });
  const events = await db.auditEvent.findMany({ where: { target: email }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["user.create", "user.connect", "session.create"]);

  const again = openBrowser();
  await signInWithProvider(site, again, login);
  expect((await whoIs(again))?.actor.id).toBe(ctx?.actor.id);
  expect(await db.account.findFirst({ where: { userId: ctx?.actor.id } })).toMatchObject({ idToken: null });
});

test("a provider that tells no name and nothing of addresses brings people too", async () => {
  const { login, email } = register({ name: undefined, email_verified: undefined });
  const browser = openBrowser();
  await signInWithProvider(site, browser, login);
  expect((await whoIs(browser))?.actor.name).toBe(email.split("@")[0]);
  expect(await db.user.findUnique({ where: { email } })).toMatchObject({ emailVerified: false });
});

test("where both know the address to be theirs, the account that is there is connected", async () => {
  const { login, email } = register();
  const { actor } = await db.$transaction((tx) =>
    createUser(tx, { email, name: "Grace", password: PASSWORD, emailVerified: true }),
  );
  const browser = openBrowser();
  await signInWithProvider(site, browser, login);
  expect((await whoIs(browser))?.actor).toMatchObject({ id: actor.id, name: "Grace" });
  expect(await db.account.count({ where: { userId: actor.id } })).toBe(2);
});

test.each([
  ["the provider does not vouch for it", { email_verified: false }, true],
  ["the provider says nothing of it", { email_verified: undefined }, true],
  ["nobody vouched for it here", { email_verified: true }, false],
])("an account of the same address is not connected by itself where %s", async (_, claims, emailVerified) => {
  const { login, email } = register(claims);
  await db.$transaction((tx) => createUser(tx, { email, name: "Grace", password: PASSWORD, emailVerified }));
  const browser = openBrowser();
  const page = await signInWithProvider(site, browser, login);
  expect(errorOf(page)).toEqual(["/sign-in", "account_not_linked"]);
  expect(await whoIs(browser)).toBeNull();
  expect(await db.account.count({ where: { user: { email } } })).toBe(1);
});

test("who is signed in connects their account themselves, and then signs in with the provider", async () => {
  const { login, email } = register();
  await db.$transaction((tx) => createUser(tx, { email, name: "Grace", password: PASSWORD }));
  const browser = openBrowser();
  await browser.post(`${site.origin}/api/auth/sign-in/email`, { email, password: PASSWORD });
  const connect = { path: "/link-social", errorPage: "/account" };
  expect((await signInWithProvider(site, browser, login, connect)).url.pathname).toBe("/images");
  const next = openBrowser();
  await signInWithProvider(site, next, login);
  expect((await whoIs(next))?.actor).toMatchObject({ email });
});

test("nobody connects someone else's account at the provider, nor without being signed in", async () => {
  const [mine, other] = [register(), register()];
  await db.$transaction((tx) => createUser(tx, { email: mine.email, name: "G", password: PASSWORD }));
  const browser = openBrowser();
  await browser.post(`${site.origin}/api/auth/sign-in/email`, { email: mine.email, password: PASSWORD });
  const connect = { path: "/link-social", errorPage: "/account" };
  const page = await signInWithProvider(site, browser, other.login, connect);
  expect(errorOf(page)).toEqual(["/account", "email_does_not_match"]);
  await expect(signInWithProvider(site, openBrowser(), mine.login, connect)).rejects.toThrow("401");
});

test("a newcomer whose address the provider says is not verified gets no account", async () => {
  const { login, email } = register({ email_verified: false });
  const page = await signInWithProvider(site, openBrowser(), login);
  expect(errorOf(page)).toEqual(["/sign-in", "email_not_verified"]);
  expect(await db.user.count({ where: { email } })).toBe(0);
});

const { privateKey: otherKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const header = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
const withClaims = (change: Record<string, unknown>) => (token: string) =>
  site.provider.sign({ ...readToken(token), ...change });

test.each<[string, (token: string) => string]>([
  [
    "its claims changed under the old signature",
    (token) => {
      const [head, , signature] = token.split(".");
      const claims = Buffer.from(JSON.stringify({ ...readToken(token), email: "ada@example.com" }));
      return `${head}.${claims.toString("base64url")}.${signature}`;
    },
  ],
  ["another key's signature", (token) => signToken(header(token), readToken(token), otherKey)],
  ["no signature", (token) => signToken({ alg: "none" }, readToken(token))],
  ["another client as its audience", withClaims({ aud: "another-client" })],
  ["another issuer", withClaims({ iss: "https://evil.example.com" })],
  ["an end that is past", withClaims({ iat: 1_700_000_000, exp: 1_700_000_600 })],
  ["another sign-in's nonce", withClaims({ nonce: "replayed" })],
  ["no nonce", withClaims({ nonce: undefined })],
  ["another subject than the one asked for", withClaims({ sub: "someone-else" })],
])("an id_token with %s lets nobody in", async (_, tamper) => {
  const { login, email } = register();
  site.provider.tamper.with = tamper;
  const browser = openBrowser();
  const page = await signInWithProvider(site, browser, login);
  expect(errorOf(page)).toEqual(["/sign-in", "unable_to_get_user_info"]);
  expect(await whoIs(browser)).toBeNull();
  expect(await db.user.count({ where: { email } })).toBe(0);
});

test("signed anew without a change it does let in: what the others are refused for is the change", async () => {
  const { login } = register();
  site.provider.tamper.with = withClaims({});
  const browser = openBrowser();
  await signInWithProvider(site, browser, login);
  expect(await whoIs(browser)).not.toBeNull();
});

/** A browser in which the answer that comes back to us is changed on the way. */
const changing = (change: (answer: URL) => void) =>
  openBrowser((url) => {
    if (url.pathname === "/api/auth/callback/oidc") change(url);
    return url;
  });

test.each<[string, (answer: URL) => void, string]>([
  ["another state", (url) => url.searchParams.set("state", "forged"), "state_mismatch"],
  ["no state", (url) => url.searchParams.delete("state"), "state_not_found"],
  ["another code", (url) => url.searchParams.set("code", "forged"), "invalid_code"],
  ["no code", (url) => url.searchParams.delete("code"), "no_code"],
  ["another issuer", (url) => url.searchParams.set("iss", "https://evil.example.com"), "issuer_mismatch"],
])("an answer with %s is refused", async (_, change, error) => {
  const { login, email } = register();
  const browser = changing(change);
  const page = await signInWithProvider(site, browser, login);
  expect(errorOf(page)).toEqual(["/sign-in", error]);
  expect(await whoIs(browser)).toBeNull();
  expect(await db.user.count({ where: { email } })).toBe(0);
});

test("an answer is of use once, and only to the browser that asked", async () => {
  const { login } = register();
  const answers: URL[] = [];
  const mine = changing((url) => answers.push(new URL(url)));
  await signInWithProvider(site, mine, login);
  const replayed = openBrowser();
  expect(errorOf(await replayed.visit(answers[0]?.href ?? ""))).toEqual(["/sign-in", "state_mismatch"]);

  // Someone's own answer, sent to another who is to end up in their account.
  const kept: URL[] = [];
  const attacker = openBrowser((url) => {
    if (url.pathname !== "/api/auth/callback/oidc") return url;
    kept.push(url);
    return new URL(`${site.origin}/kept`);
  });
  await signInWithProvider(site, attacker, login);
  const victim = openBrowser();
  expect(errorOf(await victim.visit(kept[0]?.href ?? ""))).toEqual(["/sign-in", "state_mismatch"]);
  expect(await whoIs(victim)).toBeNull();
});

test("what the provider refuses is passed on in its words", async () => {
  const browser = openBrowser();
  const started = await browser.post(`${site.origin}/api/auth/sign-in/social`, {
    provider: "oidc",
    callbackURL: "/images",
    errorCallbackURL: "/sign-in?next=%2Fbuilds",
  });
  const { url } = (await started.json()) as { url: string };
  const state = new URL(url).searchParams.get("state");
  const page = await browser.visit(
    `${site.origin}/api/auth/callback/oidc?error=access_denied&error_description=Not+today&state=${state}`,
  );
  expect(Object.fromEntries(page.url.searchParams)).toEqual({
    next: "/builds",
    error: "access_denied",
    error_description: "Not today",
  });
});

test("the request to the provider carries PKCE, state and nonce, and never the secret", async () => {
  const started = await openBrowser().post(`${site.origin}/api/auth/sign-in/social`, {
    provider: "oidc",
    callbackURL: "/images",
  });
  const { url } = (await started.json()) as { url: string };
  const asked = Object.fromEntries(new URL(url).searchParams);
  expect(asked).toMatchObject({
    client_id: CLIENT.id,
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: `${site.origin}/api/auth/callback/oidc`,
    state: expect.stringMatching(/.{30,}/),
    nonce: expect.stringMatching(/.{30,}/),
  });
  expect(asked.scope?.split(" ").sort()).toEqual(["email", "openid", "profile"]);
  expect(url).not.toContain(CLIENT.secret);
});

test("nobody is led to another site", async () => {
  const started = await openBrowser().post(`${site.origin}/api/auth/sign-in/social`, {
    provider: "oidc",
    callbackURL: "https://evil.example.com/",
  });
  expect(started.status).toBe(403);
});
