import { randomUUID } from "node:crypto";
import { call, expect, join, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

const NAME = `web-shop-${randomUUID().slice(0, 8)}`;
const path = `/projects/${ADA.team}/${NAME}`;

interface Channels {
  items: { name: string; build: { tag: string } }[];
}

test("a project follows stable, is held at a build for a reason, and everyone sees what it gets", async ({
  page: owner,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(owner);
  const channels = await call<Channels>(owner, "GET", `/teams/${ADA.team}/images/tools/channels`);
  const stable = channels.items.find(({ name }) => name === "stable")?.build.tag;
  if (!stable || stable === "1.1") throw new Error("the journey before left no channel stable past 1.1");
  const mia = await join(browser, owner, "Mia", "maintainer");
  const dialog = mia.getByRole("dialog");
  const card = mia.getByRole("list", { name: `Images of ${NAME}` }).getByRole("listitem");

  await test.step("a maintainer makes it", async () => {
    await mia.getByRole("link", { name: "Projects" }).click();
    await mia.getByRole("button", { name: "New project" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("Web Shop");
    await expect(dialog.getByText("Use lower-case letters: registries refuse upper case.")).toBeVisible();
    await dialog.getByLabel("Name", { exact: true }).fill(NAME);
    await dialog.getByRole("button", { name: "Create project" }).click();
    await expect(mia).toHaveURL(new RegExp(`${path}$`));
    await expect(mia.getByText("It uses no image yet")).toBeVisible();
  });

  await test.step("it follows stable, and gets what that is", async () => {
    await mia.getByRole("button", { name: "Choose its image" }).click();
    await dialog.getByRole("combobox", { name: "Image" }).fill("tools");
    await mia.getByRole("option", { name: `${ADA.team}/tools` }).click();
    await expect(dialog.getByText(`It gets build ${stable}, as soon as it asks again.`)).toBeVisible();
    await dialog.getByRole("button", { name: "Add image" }).click();
    await expect(card).toContainText("follows stable");
    await expect(card.getByRole("link", { name: `Build ${stable}` })).toBeVisible();
  });

  await test.step("what it asks for is counted", async () => {
    await expect(mia.getByRole("heading", { name: "Nobody has asked yet" })).toBeVisible();
    const given = await call<{ tag: string }>(mia, "GET", `${path}/image`);
    expect(given.tag).toBe(stable);
    await expect(mia.getByRole("img", { name: /1 in all/ })).toBeVisible({ timeout: 30_000 });
    await mia.getByRole("button", { name: "Table" }).click();
    await expect(mia.getByRole("table", { name: "Asks a day" }).getByRole("row").nth(1)).toContainText("1");
  });

  await test.step("it is held at 1.1 for a reason, and is behind", async () => {
    await card.getByRole("button", { name: "Edit default" }).click();
    await dialog.getByRole("checkbox", { name: /Hold it at one build/ }).click();
    await dialog.getByLabel("Held at").click();
    await mia.getByRole("option", { name: /^1\.1\b/ }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Say why, for those who wonder later.")).toBeVisible();
    await dialog.getByLabel("Why").fill("Waits for the codec tests");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(card.getByText(/Held until/)).toBeVisible();
    await expect(card.getByText("Waits for the codec tests")).toBeVisible();
    await expect(card.getByRole("link", { name: "Build 1.1" })).toBeVisible();
    await expect(card.getByText(/builds? behind/)).toBeVisible();
  });

  await test.step("a viewer sees it all and is offered nothing", async () => {
    const vic = await join(browser, owner, "Vic", "viewer");
    await vic.getByRole("link", { name: "Projects" }).click();
    await expect(vic.getByRole("row").filter({ hasText: NAME })).toContainText("Waits for the codec tests");
    await expect(vic.getByRole("button", { name: "New project" })).toHaveCount(0);
    await vic.getByRole("link", { name: new RegExp(NAME) }).click();
    await expect(vic.getByRole("link", { name: "Build 1.1" })).toBeVisible();
    await expect(vic.getByRole("button", { name: /Edit|More for|Add|End the hold/ })).toHaveCount(0);
    await vic.goto(`${path}?tab=settings`);
    await expect(vic.getByRole("link", { name: "Build 1.1" })).toBeVisible();
    await expect(vic.getByRole("button", { name: "Delete project" })).toHaveCount(0);

    // What a colleague changes shows by itself.
    await card.getByRole("button", { name: "End the hold" }).click();
    await expect(vic.getByRole("link", { name: `Build ${stable}` })).toBeVisible();
    await vic.context().close();
  });

  await test.step("the hold comes back by undo", async () => {
    await mia.getByRole("button", { name: "Undo" }).click();
    await expect(card.getByText(/Held until/)).toBeVisible();
  });

  await test.step("what would stop working is named before a project goes", async () => {
    await mia.getByRole("link", { name: "Settings" }).click();
    await mia.getByRole("button", { name: "Delete project" }).click();
    await expect(dialog.getByText(`default, which gets ${ADA.team}/tools`)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Delete project" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await call(mia, "POST", `/projects/${ADA.team}`, { name: `${NAME}-gone` });
    await mia.goto(`${path}-gone?tab=settings`);
    await mia.getByRole("button", { name: "Delete project" }).click();
    await dialog.getByRole("textbox").fill(`${ADA.team}/${NAME}-gone`);
    await dialog.getByRole("button", { name: "Delete project" }).click();
    await expect(mia).toHaveURL(/\/projects(\?.*)?$/);
    await expect(mia.getByRole("link", { name: new RegExp(NAME) })).toHaveCount(1);
    await mia.context().close();
  });
});

test("the API's page has commands with what one owns, is searched, and is linked to by operation", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/api");
  await expect(page.getByText(`${process.env.E2E_URL}/api/v1/me`)).toBeVisible();
  await page.getByRole("searchbox", { name: "Search operations" }).fill("build version");
  await page.getByRole("link", { name: /^Build a version/ }).click();
  await expect(page).toHaveURL(/group=builds#builds\.request$/);
  const command = page.getByRole("region", { name: /^Build a version/ });
  await expect(command).toContainText(`/api/v1/teams/${ADA.team}/images/`);

  await page.goto("/api#projects.saveUse");
  await expect(page).toHaveURL(/group=projects#projects\.saveUse$/);
  const operation = page.getByRole("region", { name: /^Say which image a use gets/ });
  await expect(operation).toBeInViewport();
  await operation.getByRole("button", { name: "Its fields of follows" }).click();
  await operation.getByRole("button", { name: 'kind: "version"' }).click();
  await expect(operation.getByText("integer").first()).toBeVisible();
});
