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

test("a worker shows what it is and how it is; drained it takes nothing more, and resumed it does", async ({
  page,
}) => {
  await signIn(page);
  const { items } = await call<{ items: { name: string; engineVersion: string; platform: string }[] }>(
    page,
    "GET",
    "/workers",
  );
  const { name = "", engineVersion = "", platform = "" } = items[0] ?? {};
  await page.goto("/workers");
  const row = page.getByRole("row", { name: new RegExp(name) });
  for (const text of [engineVersion, platform, "seen", "Load", "Disk", "Memory"])
    await expect(row).toContainText(text);
  await row.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Drain" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: `Drain ${name}?` });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Drain" })).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Drain worker" }).press("Enter");
  await expect(page.getByText(/Draining|Drained/).first()).toBeVisible();
  const image = { name: "drained", dockerfile: "FROM codex-base:latest\nRUN echo drained\n" };
  await call(page, "POST", `/teams/${ADA.team}/images`, image);
  const { id } = await call<{ id: string }>(page, "POST", `/teams/${ADA.team}/images/drained/builds`, {});
  await page.goto(`/builds/${id}`);
  await expect(page.getByText(new RegExp(`${name} is (being )?drain`)).first()).toBeVisible();
  await page.goto(`/workers/${encodeURIComponent(name)}`);
  await page.getByRole("button", { name: "Resume" }).press("Enter");
  await expect(page.getByRole("button", { name: "Drain" })).toBeVisible();
  await page.goto(`/builds/${id}`);
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });

  await page.goto("/workers/nobody");
  await page.getByRole("link", { name: "All workers" }).click();
  await expect(page).toHaveURL(/\/workers$/);
});
