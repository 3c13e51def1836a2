import { createHmac, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Received, startReceiver } from "../lib/testing/start-receiver.ts";
import { call, expect, join, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

const NAME = `bread-${randomUUID().slice(0, 8)}`;
const image = `${ADA.team}/${NAME}`;
const friends = `friends-${randomUUID().slice(0, 8)}`;

/** As the page tells a receiver to check. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const hmac = createHmac("sha256", secret).update(`${headers["bakehouse-timestamp"]}.${body}`);
  return headers["bakehouse-signature"] === `v1=${hmac.digest("hex")}`;
}

test("what happens to an image is delivered, stands in the audit log and is told as activity", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const receiver = await startReceiver((_request, response) => response.end("Heard."));
  const dialog = page.getByRole("dialog");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await signIn(page);
  await call(page, "POST", `/teams/${ADA.team}/images`, {
    name: NAME,
    dockerfile: "FROM codex-base:latest\n",
  });
  let secret = "";

  await test.step("an owner has a program told of it, and is shown the secret once", async () => {
    await page.goto(`/teams/${ADA.team}?tab=webhooks`);
    await page.getByRole("button", { name: "New webhook" }).click();
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByRole("combobox", { name: "Image" }).click();
    await page.getByRole("option", { name: NAME }).click();
    await dialog.getByRole("button", { name: "Create webhook" }).click();
    await expect(dialog.getByText("It is shown only now")).toBeVisible();
    await dialog.getByRole("button", { name: "Copy secret" }).click();
    await dialog.getByRole("button", { name: "Done, I have it" }).click();
    secret = await copied();
    expect(secret).toMatch(/^whsec_/);
  });

  await test.step("the secret is renewed", async () => {
    await page.getByRole("link", { name: receiver.url }).click();
    await page.getByRole("button", { name: "Renew secret" }).click();
    await expect(dialog).toContainText("Every delivery from now on is signed with a new secret");
    await dialog.getByRole("button", { name: "Renew secret" }).click();
    await expect(dialog).toContainText("New signing secret for 127.0.0.1");
    await dialog.getByRole("button", { name: "Copy secret" }).click();
    await dialog.getByRole("button", { name: "Done, I have it" }).click();
    await expect(dialog).toBeHidden();
    expect(await copied()).not.toBe(secret);
    secret = await copied();
  });

  await test.step("a deprecation arrives, signed, and the page shows what was sent and answered", async () => {
    const hook = page.url();
    await page.goto(`/images/${image}?tab=settings`);
    await page.getByRole("button", { name: "Deprecate…" }).click();
    await page.getByLabel("Why, and what to do").fill("Bake your own");
    await page.getByRole("button", { name: "Deprecate image" }).click();
    await expect(page.getByText("Deprecated: Bake your own")).toBeVisible();

    await page.goto(hook);
    const delivery = page.getByRole("row").filter({ hasText: "image.deprecated" });
    await expect(delivery).toContainText("Delivered");
    await delivery.getByRole("button", { name: "image.deprecated" }).click();
    await expect(dialog).toContainText(`POST ${receiver.url}`);
    await expect(dialog).toContainText('"message": "Bake your own"');
    await dialog.getByRole("button", { name: "Response" }).click();
    await expect(dialog).toContainText("HTTP 200");
    await expect(dialog).toContainText("Heard.");
    expect(receiver.received.map((each) => isSigned(each, secret))).toEqual([true]);
  });

  await test.step("it is sent again, as a delivery of its own", async () => {
    const opened = page.url();
    await dialog.getByRole("button", { name: "Send again" }).click();
    await expect(page).not.toHaveURL(opened);
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    const deliveries = page.getByRole("row").filter({ hasText: "image.deprecated" });
    await expect(deliveries.filter({ hasText: "Delivered" })).toHaveCount(2);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["bakehouse-delivery"]).not.toBe(first?.headers["bakehouse-delivery"]);
  });

  await test.step("a team that it is shared with to edit builds it from the search of everything", async () => {
    await page.goto("/teams");
    await page.getByRole("button", { name: "New team" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("Friends");
    await expect(dialog.getByText("Use lower-case letters: registries refuse upper case.")).toBeVisible();
    await dialog.getByLabel("Name", { exact: true }).fill(friends);
    await dialog.getByRole("button", { name: "Create team" }).click();
    await expect(page).toHaveURL(new RegExp(`/teams/${friends}$`));
    const grace = await join(browser, page, "Grace", "developer", friends);
    const search = grace.getByRole("combobox", { name: "Search everything" });
    const build = grace.getByRole("option", { name: `Build version 1 of ${image}` });
    const share = (access: "use" | "edit") =>
      call(page, "PUT", `/teams/${ADA.team}/images/${NAME}/shares/${friends}`, { access });

    await share("use");
    await grace.keyboard.press("ControlOrMeta+k");
    await search.fill(image);
    await expect(grace.getByRole("option", { name: image }).first()).toBeVisible();
    await expect(build).toHaveCount(0);
    await share("edit");
    await grace.reload();
    await grace.keyboard.press("ControlOrMeta+k");
    await search.fill(image);
    await build.click();
    await expect(grace).toHaveURL(/\/builds\//);
    await expect(grace.getByText("Succeeded").first()).toBeVisible({ timeout: 60_000 });
    await grace.context().close();

    await page.goto(`/teams/${friends}?tab=activity`);
    await expect(
      page.getByText(`Grace joined ${friends} as developer, invited by ${ADA.name}`),
    ).toBeVisible();
  });

  await test.step("the audit log is filtered, linked to by event, and exported as it is filtered", async () => {
    await page.getByRole("link", { name: "Audit log" }).click();
    await page.getByRole("combobox", { name: "Action" }).click();
    await page.getByRole("option", { name: "image.deprecate", exact: true }).click();
    await expect(page).toHaveURL(/action=image\.deprecate/);
    const events = page.getByRole("table", { name: "Events" });
    const deprecated = events.getByRole("button", { name: image });
    await expect(deprecated).toHaveCount(1);
    await deprecated.click();
    await expect(dialog).toContainText("Bake your own");
    await dialog.getByRole("button", { name: "Copy link" }).click();
    await page.goto("/images");
    await page.goto(await copied());
    await expect(dialog).toContainText("image.deprecate");
    await expect(dialog).toContainText(ADA.name);
    await expect(dialog).toContainText("Bake your own");
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();

    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "As CSV, for spreadsheets" }).click();
    const csv = await readFile(await (await download).path(), "utf8");
    const [head, ...rows] = csv.trim().split("\r\n");
    expect(head).toContain("action");
    expect(rows.filter((row) => row.includes(image))).toEqual([expect.stringContaining("Bake your own")]);
    expect(rows.every((row) => row.includes("image.deprecate"))).toBe(true);
  });

  await test.step("the image's activity says the same, and nothing on record holds a secret", async () => {
    await page.goto(`/images/${image}?tab=activity`);
    const activity = page.getByRole("list", { name: "What happened, the newest first" });
    await expect(activity).toContainText(`${ADA.name} deprecated ${image}: Bake your own`);
    await expect(activity).toContainText(`${ADA.name} shared ${image} with ${friends}, to edit it`);
    await expect(activity).toContainText(`Grace asked for build 1.1 of ${image}`);
    const { items } = await call<{ items: { action: string }[] }>(page, "GET", `/audit?team=${ADA.team}`);
    expect(items.map(({ action }) => action)).toContain("webhook.renewSecret");
    expect(JSON.stringify(items)).not.toContain(secret);
  });
  await receiver.stop();
});
