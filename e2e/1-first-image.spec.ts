import { randomUUID } from "node:crypto";
import { expect, test, write } from "./bakehouse.ts";
import { ADA, SETUP_CODE } from "./people.ts";

const EDITOR = /Dockerfile of/;

test("from an empty Bakehouse to an image that is built, versioned, rebuilt and copied", async ({
  page,
  context,
}) => {
  test.setTimeout(400_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);

  await test.step("the first visitor becomes the administrator", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/setup/);
    await page.getByLabel("One-time code").fill("WRONG-CODE");
    await page.getByLabel("Your name").fill(ADA.name);
    await page.getByLabel("E-mail").fill(ADA.email);
    await page.getByLabel("Password").fill(ADA.password);
    await page.getByLabel("Team").fill(ADA.team);
    await page.getByRole("button", { name: "Create account and team" }).click();
    await expect(page.getByText("This is not the code that the start printed.")).toBeVisible();
    await page.getByLabel("One-time code").fill(SETUP_CODE);
    await page.getByRole("button", { name: "Create account and team" }).click();
    await expect(page).toHaveURL(/\/images$/);
  });

  await test.step("writes a Dockerfile, which becomes version 1, and watches its build", async () => {
    await page.getByRole("link", { name: "New image" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("tools");
    await write(page, EDITOR, `FROM codex-base:latest\nRUN echo first ${randomUUID()}\nRUN sleep 2\n`);
    await page.getByRole("button", { name: "Create and build" }).click();
    await expect(page).toHaveURL(/\/builds\//);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Build 1.1");
    await expect(page.getByText("RUN sleep 2").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Build again" })).toBeVisible({ timeout: 150_000 });
    await expect(page.getByText("Succeeded").first()).toBeVisible();
  });

  await test.step("copies the reference, by digest", async () => {
    await page
      .getByRole("button", { name: /Copy.*reference/ })
      .first()
      .click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(new RegExp(`/${ADA.team}/tools@sha256:[0-9a-f]{64}$`));
  });

  await test.step("changes the Dockerfile: version 2 fails, and says where and why", async () => {
    await page.goto(`/images/${ADA.team}/tools?tab=edit`);
    await write(page, EDITOR, "FROM codex-base:latest\n\nRUN echo this is why >&2 && exit 7\n");
    await page.getByLabel(/What changed/).fill("Try something");
    await page.getByRole("button", { name: "Save and build" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Build 2.1");
    const failure = page.getByRole("region", { name: /failed in line 3 with exit code 7/ });
    await expect(failure).toBeVisible({ timeout: 150_000 });
    await expect(failure).toContainText("this is why");
    await expect(failure.getByRole("link", { name: "Line 3 of the Dockerfile" })).toBeVisible();
  });

  await test.step("builds version 1 again: 1.2 is latest still", async () => {
    await page.goto(`/images/${ADA.team}/tools`);
    await page.getByRole("button", { name: "Build another version" }).click();
    await page.getByRole("menuitem", { name: /Version 1\b/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Build 1.2");
    await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 150_000 });
    await page.goto(`/images/${ADA.team}/tools`);
    await expect(page.getByText("is build 1.2")).toBeVisible();
  });
});

test("a page that lists images changes when a build does, without reload", async ({ page, browser }) => {
  const { signIn, call } = await import("./bakehouse.ts");
  await signIn(page);
  const row = page.getByRole("row").or(page.getByRole("listitem")).filter({ hasText: "tools" }).first();
  await expect(row).toBeVisible();
  const other = await browser.newContext({ baseURL: process.env.E2E_URL });
  const colleague = await other.newPage();
  await signIn(colleague);
  const build = await call<{ tag: string }>(colleague, "POST", `/teams/${ADA.team}/images/tools/builds`, {
    version: 1,
  });
  await expect(row).toContainText(build.tag);
  await other.close();
});
