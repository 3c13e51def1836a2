import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";

const path = `/images/${ADA.team}/tools`;

interface Listed {
  items: { id: string; tag: string; status: string }[];
}

test("a channel is promoted, moved from a build's page, and rolled back, with its consequences in sight", async ({
  page,
}) => {
  await signIn(page);
  const { items } = await call<Listed>(page, "GET", `/teams/${ADA.team}/images/tools/builds`);
  const good = items.filter(({ status }) => status === "succeeded");
  const [newest, older] = [good[0], good.find(({ tag }) => tag === "1.1")];
  if (!newest || !older) throw new Error("the first journey left no two good builds");

  await page.goto(`${path}?tab=channels`);
  await page.getByRole("button", { name: "Promote a build" }).click();
  const dialog = page.getByRole("dialog", { name: "Promote a build" });
  await expect(dialog.getByLabel("Channel")).toHaveValue("stable");
  await expect(dialog.getByText("No project gets another build by this.")).toBeVisible();
  await dialog.getByLabel("Channel").fill("3.2");
  await expect(dialog.getByText(/A number names a version or a build/)).toBeVisible();
  await dialog.getByLabel("Channel").fill("stable");
  await dialog.getByRole("button", { name: `Point stable to ${newest.tag}` }).click();
  const stable = page.getByRole("listitem").filter({ hasText: "stable" });
  await expect(stable.getByRole("link", { name: newest.tag })).toBeVisible();

  await page.goto(`/builds/${older.id}`);
  await page.getByRole("button", { name: "More for this build" }).click();
  await page.getByRole("menuitem", { name: "Promote to a channel…" }).click();
  await page.getByRole("button", { name: "Point stable to 1.1" }).click();
  await expect(page.getByText("stable is build 1.1 now")).toBeVisible();

  await page.goto(`${path}?tab=channels&channel=stable`);
  await expect(page.getByRole("list", { name: "History of stable" }).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Actions for stable" }).click();
  await page.getByRole("menuitem", { name: "Roll back…" }).click();
  await page.getByRole("button", { name: `Roll back to ${newest.tag}` }).click();
  await expect(page.getByText(`stable is build ${newest.tag} again`)).toBeVisible();
});

test("a build is revoked with its reason, which shows everywhere, and taken back", async ({ page }) => {
  await signIn(page);
  const { items } = await call<Listed>(page, "GET", `/teams/${ADA.team}/images/tools/builds`);
  const build = items.find(({ tag }) => tag === "1.1");
  await page.goto(`/builds/${build?.id}`);
  await page.getByRole("button", { name: "More for this build" }).click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke build 1.1?" });
  await expect(dialog.getByRole("button", { name: "Revoke build" })).toBeDisabled();
  await dialog.getByLabel("Why").fill("Broken fonts");
  await dialog.getByRole("button", { name: "Revoke build" }).click();
  await expect(page.getByText("Revoked: Broken fonts")).toBeVisible();
  await page.goto(`${path}?tab=builds`);
  await expect(page.getByRole("row").filter({ hasText: "1.1" }).getByText("Revoked")).toBeVisible();
  await page.goto(`/builds/${build?.id}`);
  await page.getByRole("button", { name: "More for this build" }).click();
  await page.getByRole("menuitem", { name: "Take the revocation back" }).click();
  await expect(page.getByText("Revoked: Broken fonts")).toBeHidden();
});

test("an image is shared with a team, deprecated and renamed, and found by its old name", async ({
  page,
}) => {
  await signIn(page);
  const other = `other-${ADA.team}`;
  await call(page, "POST", "/teams", { name: other });
  await page.goto(`${path}?tab=settings`);
  await page.getByLabel("Share with a team").fill("no-such-team");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByText("There is no team named no-such-team.").first()).toBeVisible();
  await page.getByLabel("Share with a team").fill(other);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const shares = page.getByRole("list", { name: "Teams it is shared with" });
  await expect(shares.getByText(other, { exact: true })).toBeVisible();
  await shares.getByRole("button", { name: `Take the share with ${other} away` }).click();
  await expect(shares.getByText(other, { exact: true })).toBeHidden();

  await page.getByRole("button", { name: "Deprecate…" }).click();
  await page.getByLabel("Why, and what to do").fill("Use the new one");
  await page.getByRole("button", { name: "Deprecate image" }).click();
  await expect(page.getByText("Deprecated: Use the new one")).toBeVisible();
  await page.getByRole("button", { name: "Take the deprecation back" }).click();
  await expect(page.getByText("Deprecated: Use the new one")).toBeHidden();

  await page.getByLabel("Name", { exact: true }).fill("toolbox");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page).toHaveURL(new RegExp(`/images/${ADA.team}/toolbox`));
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("toolbox");
  await expect(page).toHaveURL(new RegExp(`/images/${ADA.team}/toolbox`));
  await page.goto(`/images/${ADA.team}/toolbox?tab=settings`);
  await page.getByLabel("Name", { exact: true }).fill("tools");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}\\?`));
});
