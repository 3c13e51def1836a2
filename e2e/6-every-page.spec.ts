import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

const image = `/images/${ADA.team}/tools`;
const PAGES = [
  "/images",
  "/images?q=nothing-is-called-this",
  "/images/new",
  image,
  `${image}?tab=versions`,
  `${image}?tab=versions&from=1&to=2`,
  `${image}?tab=edit`,
  `${image}?tab=builds`,
  `${image}?tab=channels&channel=stable`,
  `${image}?tab=use`,
  `${image}?tab=activity`,
  `${image}?tab=settings`,
  "/builds",
  "GOOD_BUILD",
  "FAILED_BUILD",
  "/projects",
  "PROJECT",
  "/audit",
  "/api",
  "/base-images",
  "/teams",
  `/teams/${ADA.team}`,
  `/teams/${ADA.team}?tab=activity`,
  `/teams/${ADA.team}?tab=tokens`,
  `/teams/${ADA.team}?tab=webhooks`,
  `/teams/${ADA.team}?tab=limits`,
  `/teams/${ADA.team}?tab=settings`,
  "/settings/limits",
  "/workers",
  "WORKER",
  "/account",
  "/images/nobody/nothing",
];

/** What the dark theme changes is colours, at every width the same: seen where the page is open already. */
const DARK_RULES = ["color-contrast", "link-in-text-block"];

for (const width of [1280, 390]) {
  test(`no page has a serious barrier or runs over the edge (${width} px)`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await signIn(page);
    const { items } = await call<{ items: { id: string; status: string }[] }>(
      page,
      "GET",
      "/builds?limit=50",
    );
    const projects = await call<{ items: { name: string }[] }>(page, "GET", "/projects");
    const workers = await call<{ items: { name: string }[] }>(page, "GET", "/workers");
    const places: Record<string, string> = {
      WORKER: `/workers/${workers.items[0]?.name}`,
      GOOD_BUILD: `/builds/${items.find(({ status }) => status === "succeeded")?.id}`,
      FAILED_BUILD: `/builds/${items.find(({ status }) => status === "failed")?.id}`,
      PROJECT: `/projects/${ADA.team}/${projects.items[0]?.name}`,
    };
    for (const path of PAGES) {
      const url = places[path] ?? path;
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 }).first(), path).toBeVisible();
      // Editors and lists come after the page itself.
      await page.waitForLoadState("domcontentloaded");
      await page.waitForTimeout(300);
      expect.soft(await findBarriers(page), `${path}, ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${path} at ${width} px runs over the edge`).toBeLessThanOrEqual(0);
      if (width < 1280) continue;
      await page.emulateMedia({ colorScheme: "dark" });
      expect.soft(await findBarriers(page, DARK_RULES), `${path}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
    }
  });
}

test("the whole way by keyboard: search everything, go, list the keys", async ({ page }) => {
  await signIn(page);
  const search = page.getByRole("dialog", { name: "Search everything" });
  await page.keyboard.press("ControlOrMeta+K");
  await expect(search).toBeVisible();
  await page.keyboard.type("tools");
  await expect(page.getByRole("option", { name: `${ADA.team}/tools` }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${image}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("tools");
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/\/builds$/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});

for (const { path, list } of [
  { path: "/images/nobody/nothing", list: "/images" },
  { path: "/teams/nobody", list: "/teams" },
  { path: "/projects/nobody/nothing", list: "/projects" },
  { path: "/builds/00000000-0000-7000-8000-000000000000", list: "/builds" },
  { path: "/workers/nobody", list: "/workers" },
  { path: "/nowhere", list: "/images" },
]) {
  test(`${path} is not there: says why that may be, and leads to what is`, async ({ page }) => {
    await signIn(page);
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
    await page.getByRole("main").or(page.locator("body")).getByRole("link", { name: /^All / }).last().click();
    await expect(page).toHaveURL(new RegExp(`${list}$`));
  });
}

test("what is pressed before a page has come to life is done once it has", async ({ page, browser }) => {
  await signIn(page);
  const come = await holdScripts(page);
  await page.goto("/images", { waitUntil: "commit" });
  const menu = page.getByRole("button", { name: /^Account/ });
  await menu.click();
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  come();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();

  const comeInBetween = await holdScripts(page);
  await page.goto("/images", { waitUntil: "commit" });
  await menu.hover();
  await page.mouse.down();
  comeInBetween();
  // Another menu of the page has come: it has the id that a menu gives its button.
  await expect(page.getByRole("button", { name: /^Team:/ })).toHaveAttribute("id", /./);
  await page.mouse.up();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();

  const comeByKey = await holdScripts(page);
  await page.goto("/images", { waitUntil: "commit" });
  await menu.press("Enter");
  comeByKey();
  await expect(page.getByRole("menuitem", { name: "Account" })).toBeFocused();

  const comeToSearch = await holdScripts(page);
  await page.goto("/images", { waitUntil: "commit" });
  await expect(menu).toBeVisible();
  await page.keyboard.press("ControlOrMeta+K");
  comeToSearch();
  await expect(page.getByRole("dialog", { name: "Search" })).toBeVisible();

  const context = await browser.newContext({ baseURL: process.env.E2E_URL });
  const stranger = await context.newPage();
  const comeToo = await holdScripts(stranger);
  await stranger.goto("/sign-in?next=/workers", { waitUntil: "commit" });
  await stranger.getByLabel("E-mail").fill(ADA.email);
  await stranger.getByLabel("Password").fill(ADA.password);
  await stranger.keyboard.press("Enter");
  await expect(stranger).toHaveURL(/\/sign-in\?next=/);
  comeToo();
  await expect(stranger).toHaveURL(/\/workers$/);
  await context.close();
});

for (const [what, file] of [
  ["scripts", /\.js(\?|$)/],
  ["styles", /\.css(\?|$)/],
] as const) {
  test(`a page whose ${what} were lost on the way says so, and is loaded again once they can be had`, async ({
    page,
  }) => {
    await signIn(page);
    let lost = 0;
    await page.route(file, (route) => {
      lost++;
      return route.abort("connectionreset");
    });
    await page.goto("/images", { waitUntil: "commit" });
    const note = page.getByText("Part of this page could not be loaded");
    await expect(note).toBeVisible();
    const before = lost;
    await expect.poll(() => lost, "it is asked for again").toBeGreaterThan(before);
    await page.unroute(file);
    await expect(note).toBeHidden();
    await page.getByRole("button", { name: /^Account/ }).click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
    await expect(page.getByRole("main")).toHaveCSS("max-width", "1280px");
  });
}

/** Lets the HTML and its styles come, and no script; returns how to let the scripts come. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\.js(\?|$)/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** What axe finds that keeps people out, each with where it is; by all rules, or by some. */
async function findBarriers(page: Page, rules?: string[]): Promise<string[]> {
  const all = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const { violations } = await (rules ? all.withRules(rules) : all).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
