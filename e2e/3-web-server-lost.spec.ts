import { readFileSync } from "node:fs";
import { call, expect, signIn, test } from "./bakehouse.ts";
import { ADA } from "./people.ts";
import { processFile } from "./start-app.ts";

const LINES = 120;
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test("the web server is killed while someone watches a build: it goes on, and the page misses no line", async ({
  page,
}) => {
  await signIn(page);
  // Named, so that no engine has it cached.
  const count = `: ${ADA.team}; i=1; while [ $i -le ${LINES} ]; do echo "loaf $i."; i=$((i+1)); sleep 0.1; done`;
  const image = { name: "watched", dockerfile: `FROM codex-base:latest\nRUN ${count}\n` };
  await call(page, "POST", `/teams/${ADA.team}/images`, image);
  const { id } = await call<{ id: string }>(page, "POST", `/teams/${ADA.team}/images/watched/builds`, {});
  await page.goto(`/builds/${id}`);
  const log = page.getByRole("log");
  await expect(log.getByText("loaf 5.")).toBeVisible();

  process.kill(Number(readFileSync(processFile("web"), "utf8")), "SIGKILL");
  await expect(page.getByText("Reconnecting…").first()).toBeVisible();

  await expect(log.getByText(`loaf ${LINES}.`)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Succeeded").first()).toBeVisible({ timeout: 30_000 });
  const shown = [...((await log.textContent()) ?? "").matchAll(/loaf (\d+)\./g)].map((match) =>
    Number(match[1]),
  );
  expect(shown).toEqual(upTo(LINES).slice(-shown.length));
  const response = await page.request.get(`${process.env.E2E_URL}/api/v1/builds/${id}/log`);
  const recorded = [...(await response.text()).matchAll(/^loaf (\d+)\.$/gm)].map((match) => Number(match[1]));
  expect(recorded).toEqual(upTo(LINES));
});
