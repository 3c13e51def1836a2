import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeProvider, readToken, type TestProvider } from "../lib/testing/oidc.ts";
import { startServer } from "../lib/testing/start-server.ts";
import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";
import { startAnotherSite } from "./start-app.ts";

const CLIENT = { id: "bakehouse", secret: "a-client-secret" };
const LOGIN = `grace-${randomUUID().slice(0, 8)}`;
const EMAIL = `${LOGIN}@example.com`;

let site: Awaited<ReturnType<typeof startAnotherSite>>;
let idp: Awaited<ReturnType<typeof startServer>>;
let provider: TestProvider;

test.beforeAll(async () => {
  idp = await startServer();
  site = await startAnotherSite("web-single-sign-on", (origin) => ({
    BAKEHOUSE_URL: origin,
    BAKEHOUSE_OIDC_ISSUER: idp.origin,
    BAKEHOUSE_OIDC_CLIENT_ID: CLIENT.id,
    BAKEHOUSE_OIDC_CLIENT_SECRET: CLIENT.secret,
    BAKEHOUSE_OIDC_NAME: "Example Inc.",
  }));
  const redirectUri = `${site.origin}/api/auth/callback/oidc`;
  provider = makeProvider(idp.origin, { ...CLIENT, redirectUri });
  idp.listen(provider.listener);
});
test.afterAll(() => Promise.all([site.end(), idp.close()]));

/** What one does at the provider in a browser that it does not know: signs in, and agrees. */
async function answerProvider(page: Page): Promise<void> {
  // Its page asks another site for a font.
  await page.route(/^https:/, (route) => route.abort());
  await expect(page).toHaveURL(new RegExp(`^${idp.origin}`));
  await page.getByPlaceholder("Enter any login").fill(LOGIN);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("someone new joins a team by the provider, comes back by it, and is not let in by an answer that was changed", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const owner = await (await browser.newContext({ baseURL: process.env.E2E_URL })).newPage();
  await signIn(owner);
  const role = "developer";
  const { link } = await call<{ link: string }>(owner, "POST", `/teams/${ADA.team}/invitations`, { role });
  const withProvider = page.getByRole("button", { name: "Continue with Example Inc." });

  await test.step("who is invited needs no password of ours", async () => {
    provider.people.set(LOGIN, { email: EMAIL, email_verified: true, name: "Grace Hopper" });
    await page.goto(`${site.origin}${link}`);
    await withProvider.click();
    await answerProvider(page);
    await expect(page).toHaveURL(`${site.origin}${link}`);
    await page.getByRole("button", { name: "Join as Grace Hopper" }).click();
    await expect(page).toHaveURL(new RegExp(`/teams/${ADA.team}$`));
    await expect(page.getByRole("row").filter({ hasText: EMAIL })).toContainText("Developer");
    await page.getByRole("link", { name: "Images", exact: true }).click();
    await expect(page.getByRole("link", { name: `${ADA.team}/tools` })).toBeVisible();
  });

  await test.step("her account says how she signs in, and offers no password to change", async () => {
    await page.goto(`${site.origin}/account`);
    await expect(page.getByText("Connected: you can sign in with Example Inc.")).toBeVisible();
    await expect(page.getByLabel("Current password")).toHaveCount(0);
  });

  await test.step("signed out, she is led where she wanted to go", async () => {
    await page.getByRole("button", { name: "Account of Grace Hopper" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(withProvider).toBeVisible();
    await page.goto(`${site.origin}/projects`);
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
    await withProvider.click();
    await expect(page).toHaveURL(`${site.origin}/projects`);
    await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  });

  await test.step("an answer that was changed on its way lets nobody in", async () => {
    const stranger = await (await browser.newContext({ baseURL: site.origin })).newPage();
    provider.tamper.with = (token) => provider.sign({ ...readToken(token), aud: "another-client" });
    await stranger.goto("/sign-in");
    await stranger.getByRole("button", { name: "Continue with Example Inc." }).click();
    await answerProvider(stranger);
    await expect(stranger.getByText(/was changed on its way. Nobody was signed in/)).toBeVisible();
    await stranger.goto("/images");
    await expect(stranger).toHaveURL(/\/sign-in/);
    await stranger.context().close();
  });

  await test.step("the team's activity says who joined, and from whom the invitation was", async () => {
    await owner.goto(`/teams/${ADA.team}?tab=activity`);
    const activity = owner.getByRole("list", { name: "What happened, the newest first" });
    await expect(activity).toContainText(
      `Grace Hopper joined ${ADA.team} as developer, invited by ${ADA.name}`,
    );
    await owner.context().close();
  });
});
