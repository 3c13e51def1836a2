import { afterAll, beforeAll, expect, test } from "vitest";
import { changePassword } from "#lib/account/change-password";
import { getCredentials } from "#lib/account/get-credentials";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { setUp } from "#lib/auth/set-up";
import { signInOptions } from "#lib/auth/sign-in-options";
import { db } from "#lib/db";
import { joinWithAccount } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { getInvitation } from "#lib/invitations/get-invitation";
import { openBrowser } from "#lib/testing/browser";
import { makeOwner, teamOf } from "#lib/testing/make";
import { signInWithProvider, startOidcSite } from "#lib/testing/oidc-site";

const PASSWORD = "a long password";
const EMAIL = "ada@example.com";

let site: Awaited<ReturnType<typeof startOidcSite>>;

beforeAll(async () => {
  const environment = { BAKEHOUSE_PASSWORD_SIGN_IN: "off", BAKEHOUSE_SETUP_CODE: "ABCD-2345" };
  site = await startOidcSite(environment, false);
});
afterAll(() => site.close());

test("the only way in is told", () => {
  expect(signInOptions()).toEqual({ password: false, oidc: "Example Inc." });
});

test("a provider that is down does not keep the site from starting, and serves once it is up", async () => {
  site.provider.people.set("ada", { email: EMAIL, email_verified: true, name: "Ada" });
  await expect(signInWithProvider(site, openBrowser(), "ada")).rejects.toThrow("404");
  site.open();
  const page = await signInWithProvider(site, openBrowser(), "ada");
  expect(page.url.searchParams.get("error")).toBe("set_up_first");
});

test("set-up takes no password, and the administrator comes in by the provider", async () => {
  await setUp({ code: "ABCD-2345", name: "Ada", email: EMAIL, team: "first" });
  expect(await db.account.count()).toBe(0);
  const browser = openBrowser();
  await signInWithProvider(site, browser, "ada");
  const jar = browser.cookies.get(site.origin) ?? new Map();
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ctx = await contextFromHeaders(new Headers({ cookie }));
  if (!ctx) throw new Error("nobody");
  expect(ctx).toMatchObject({ actor: { email: EMAIL, isAdmin: true }, teams: [{ role: "owner" }] });
  expect(await getCredentials(ctx)).toEqual({
    password: false,
    provider: { name: "Example Inc.", connected: true },
  });
  await expect(changePassword(ctx, { current: PASSWORD, next: PASSWORD })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("nobody signs in by password, and nobody makes an account with one", async () => {
  const response = await openBrowser().post(`${site.origin}/api/auth/sign-in/email`, {
    email: EMAIL,
    password: PASSWORD,
  });
  expect(response.status).toBe(400);
  const owner = await makeOwner();
  const { link } = await createInvitation(owner, {
    team: teamOf(owner),
    role: "viewer",
    expiresInDays: 1,
  });
  const code = link.replace("/join/", "");
  const person = { name: "Grace", email: "grace@example.com", password: PASSWORD };
  await expect(joinWithAccount({ code, ...person })).rejects.toMatchObject({
    code: "forbidden",
    message: "There are no passwords here: sign in with Example Inc., then join.",
  });
  expect(await getInvitation({ code })).toMatchObject({ role: "viewer" });
});
