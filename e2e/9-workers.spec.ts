import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

test("a worker is paused with a reason: builds wait and say it, and go on once it is resumed", async ({
  page,
}) => {
  await signIn(page);
  const { items } = await call<{ items: { name: string }[] }>(page, "GET", "/workers");
  const name = items[0]?.name ?? "";
  await page.goto("/workers");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Pause…" }).click();
  const dialog = page.getByRole("dialog", { name: `Pause ${name}?` });
  await dialog.getByLabel("Reason").fill("new kernel");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Paused");
  await expect(row).toContainText("new kernel");

  const image = { name: "patient", dockerfile: "FROM codex-base:latest\nRUN echo patient\n" };
  await call(page, "POST", `/teams/${ADA.team}/images`, image);
  const { id } = await call<{ id: string }>(page, "POST", `/teams/${ADA.team}/images/patient/builds`, {});
  const queue = page.getByRole("table", { name: /wait/i });
  await expect(queue).toContainText(`${ADA.team}/patient`);
  await page.goto(`/builds/${id}`);
  await expect(page.getByText(`${name} is paused (new kernel)`).first()).toBeVisible();

  await page.goto(`/workers/${encodeURIComponent(name)}`);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.goto(`/builds/${id}`);
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 60_000 });
});
