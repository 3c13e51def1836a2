import { randomUUID } from "node:crypto";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { ADA } from "./people.ts";

/** A page of the site that the global set-up started, and its console: an error there fails the journey. */
export const test = base.extend<{ quietConsole: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  page: async ({ page }, use) => use(throughNetworkChanges(page)),
  quietConsole: [
    async ({ page }, use, info) => {
      const said: string[] = [];
      page.on("console", (message) => {
        // What the browser itself says of an answer with an error status is what the journey asked for.
        const expected = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !expected) said.push(message.text());
      });
      page.on("pageerror", (error) => said.push(error.message));
      await use(undefined);
      if (info.status === "passed") expect(said).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * Goes to a page again where the browser gave up because this machine's networks changed: engines that other tests start
 * meanwhile have bridges of their own.
 */
function throughNetworkChanges(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await goto(...where);
      } catch (error) {
        if (attempt === 3 || !String(error).includes("ERR_NETWORK_CHANGED")) throw error;
      }
    }
  };
  return page;
}

let session: Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>> = [];

/** Signs in by the form the first time; later with that session, as the site limits how often one may try. */
export async function signIn(page: Page, person = ADA): Promise<void> {
  if (session.length > 0) {
    await page.context().addCookies(session);
    await page.goto("/images");
    if (new URL(page.url()).pathname === "/images") return;
  }
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/images$/);
  session = await page.context().cookies();
}

/** Someone new in a team, who came by an invitation, with a browser of their own. */
export async function join(
  browser: Browser,
  owner: Page,
  name: string,
  role: string,
  team = ADA.team,
): Promise<Page> {
  const { link } = await call<{ link: string }>(owner, "POST", `/teams/${team}/invitations`, { role });
  const context = await browser.newContext({ baseURL: process.env.E2E_URL });
  const page = throughNetworkChanges(await context.newPage());
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`);
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page).toHaveURL(new RegExp(`/teams/${team}$`));
  await expect(page.getByRole("heading", { level: 1, name: team })).toBeVisible();
  return page;
}

/** Replaces all text of a CodeMirror editor, as someone does by keyboard. */
export async function write(page: Page, editor: string | RegExp, text: string): Promise<void> {
  const box = page.getByRole("textbox", { name: editor });
  await box.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

/** The API in the signed-in person's name. */
export async function call<T>(
  page: Page,
  method: "GET" | "POST" | "PUT",
  path: string,
  data?: unknown,
): Promise<T> {
  const response = await page.request.fetch(`${process.env.E2E_URL}/api/v1${path}`, {
    method,
    data,
    headers: { origin: process.env.E2E_URL ?? "" },
  });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  return (await response.json()) as T;
}
