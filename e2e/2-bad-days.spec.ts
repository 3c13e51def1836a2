import { call, expect, signIn, test, write } from "./bakehouse.ts";
import { ADA } from "./people.ts";

const DOCKERFILE = "FROM codex-base:latest\nRUN echo hello\n";
const EDITOR = /Dockerfile of/;

test("a Dockerfile with an unknown instruction is not saved, and the page says where", async ({ page }) => {
  await signIn(page);
  await page.goto("/images/new");
  await page.getByLabel("Name", { exact: true }).fill("typo");
  await write(page, EDITOR, "FROM codex-base:latest\nRNU true\n");
  await page.getByRole("button", { name: "Create image" }).click();
  await expect(page.getByText(/"RNU" is no Dockerfile instruction/).first()).toBeVisible();
  await expect(page).toHaveURL(/\/images\/new/);
});

test("a name that is taken is said at the field, and nothing written is lost", async ({ page }) => {
  await signIn(page);
  await call(page, "POST", `/teams/${ADA.team}/images`, {
    name: "taken",
    description: "",
    dockerfile: DOCKERFILE,
    message: "",
  });
  await page.goto("/images/new");
  await page.getByLabel("Name", { exact: true }).fill("taken");
  await write(page, EDITOR, "FROM codex-base:latest\nRUN echo mine\n");
  await page.getByRole("button", { name: "Create image" }).click();
  await expect(page.getByText("This name is taken in the team.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: EDITOR })).toContainText("RUN echo mine");
});

test("a session that ends while someone writes: sign in over the page, and the text is still there", async ({
  page,
  context,
}) => {
  await signIn(page);
  await call(page, "POST", `/teams/${ADA.team}/images`, {
    name: "long-edit",
    description: "",
    dockerfile: DOCKERFILE,
    message: "",
  });
  await page.goto(`/images/${ADA.team}/long-edit?tab=edit`);
  await write(page, EDITOR, "FROM codex-base:latest\nRUN echo an hour of work\n");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save version 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Password").fill(ADA.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: EDITOR })).toContainText("an hour of work");
  await page.getByRole("button", { name: "Save version 2" }).click();
  await expect(page.getByText("Saved version 2").first()).toBeVisible();
});

test("two people save at once: the second is told, compares, and both are kept", async ({ page }) => {
  await signIn(page);
  const path = `/teams/${ADA.team}/images`;
  await call(page, "POST", path, { name: "together", description: "", dockerfile: DOCKERFILE, message: "" });
  await page.goto(`/images/${ADA.team}/together?tab=edit`);
  await write(page, EDITOR, "FROM codex-base:latest\nRUN echo mine\n");
  await call(page, "POST", `${path}/together/versions`, {
    dockerfile: `${DOCKERFILE}RUN echo theirs\n`,
    message: "theirs",
  });
  await page.getByRole("button", { name: /^Save version/ }).click();
  await page.getByRole("button", { name: "Save mine as version 3" }).click();
  await expect(page.getByText("Saved version 3").first()).toBeVisible();
  const { dockerfile } = await call<{ dockerfile: string }>(page, "GET", `${path}/together/versions/3`);
  expect(dockerfile).toContain("echo mine");
});

test("an image that was deleted in another tab is gone here too, with a way on", async ({ page }) => {
  await signIn(page);
  await call(page, "POST", `/teams/${ADA.team}/images`, {
    name: "short-lived",
    description: "",
    dockerfile: DOCKERFILE,
    message: "",
  });
  await page.goto(`/images/${ADA.team}/short-lived?tab=settings`);
  await page.getByRole("button", { name: "Delete image" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(`${ADA.team}/short-lived`);
  await dialog.getByRole("button", { name: "Delete image" }).click();
  await expect(page).toHaveURL(/\/images(\?.*)?$/);
  await page.goto(`/images/${ADA.team}/short-lived`);
  await expect(page.getByRole("link", { name: /images/i }).first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/not|no such|gone|deleted/i);
});
