import type { Page } from "@playwright/test";
import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

/** An image of Ada's, made by the API. */
async function makeImage(page: Page, name: string, run = `echo ${name}`): Promise<void> {
  const image = { name, dockerfile: `FROM codex-base:latest\nRUN ${run}\n` };
  await call(page, "POST", `/teams/${ADA.team}/images`, image);
}

const request = (page: Page, name: string) =>
  call<{ id: string }>(page, "POST", `/teams/${ADA.team}/images/${name}/builds`, {});

/** As an administrator writes them: an empty field is no limit of the team's own. */
async function setLimits(page: Page, running: string, waiting: string): Promise<void> {
  await page.goto("/settings/limits");
  await page.getByRole("button", { name: `Change the limits of ${ADA.team}` }).click();
  const dialog = page.getByRole("dialog", { name: `Limits of ${ADA.team}`, exact: true });
  await dialog.getByLabel("Builds at once").fill(running);
  await dialog.getByLabel("Builds that wait").fill(waiting);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Saved the limits of ${ADA.team}`).first()).toBeVisible();
  await expect(dialog).toBeHidden();
}

test("a team at its limits: builds say their place and why they wait, one is put first, and one more is refused", async ({
  page,
}) => {
  await signIn(page);
  await setLimits(page, "1", "2");
  for (const name of ["queue-one", "queue-two", "queue-three"]) await makeImage(page, name);
  await makeImage(page, "queue-slow", "sleep 60");
  const slow = await request(page, "queue-slow");
  await page.goto(`/builds/${slow.id}`);
  await expect(page.getByText("Running").first()).toBeVisible();
  await request(page, "queue-one");
  const two = await request(page, "queue-two");

  await page.goto(`/images/${ADA.team}/queue-three`);
  await page.getByRole("button", { name: "Build version 1" }).click();
  await expect(page.getByText(/2 builds of .* wait already/).first()).toBeVisible();

  await page.goto("/workers");
  const queue = page.getByRole("table", { name: "Builds that wait, in order" });
  await expect(queue.getByRole("row").nth(1)).toContainText("queue-one");
  await expect(queue.getByRole("row").nth(2)).toContainText(/runs 1 build/i);
  await queue.getByRole("button", { name: `Put queue-two 1.1 first in ${ADA.team}` }).press("Enter");
  await expect(queue.getByRole("row").nth(1)).toContainText("queue-two");
  await expect(queue.getByRole("row").nth(1)).toContainText("Put first");

  await page.goto(`/builds/${two.id}`);
  await expect(page.getByRole("status").filter({ hasText: "1st of 2 waiting." })).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "2nd of 2 waiting." })).toBeVisible();

  await call(page, "POST", `/builds/${slow.id}/cancel`, {});
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });
  await setLimits(page, "", "");
  await page.goto(`/images/${ADA.team}/queue-three`);
  await page.getByRole("button", { name: "Build version 1" }).click();
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });
});

test("a build that no worker suits says what nobody has, and goes on once it is not asked for", async ({
  page,
}) => {
  await signIn(page);
  await makeImage(page, "needs-gpu");
  const needs = (labels: string[]) =>
    call(page, "PUT", `/teams/${ADA.team}/images/needs-gpu/needs`, { platform: null, labels });
  await needs(["gpu"]);
  const { id } = await request(page, "needs-gpu");
  await page.goto(`/builds/${id}`);
  await expect(page.getByText(/gpu/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "the image’s settings" })).toBeVisible();
  await page.goto("/workers");
  await expect(page.getByRole("row", { name: /needs-gpu/ })).toContainText("gpu");
  await page.goto(`/builds/${id}`);
  await call(page, "POST", `/builds/${id}/cancel`, {});
  await expect(page.getByText("Canceled").first()).toBeVisible();
  await needs([]);
  const again = await request(page, "needs-gpu");
  await page.goto(`/builds/${again.id}`);
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });
});
