import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY, SUITES } from "../base-images/recipe.ts";
import { bringUp } from "../bring-up.ts";
import { buildWeb } from "../build-web.ts";
import type { Context } from "../context.ts";
import { runAloud } from "../run-aloud.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { ensureChromium } from "../services/chromium.ts";
import { addCounts, countPlaywright, countVitest, formatCounts } from "../test-counts.ts";
import { verify } from "./verify.ts";

/** `npm test`: the set-up of `npm start`, then every check there is. Returns 1 when one of them fails. */
export async function test(ctx: Context): Promise<number> {
  const services = await bringUp(ctx, SUITES.slice(0, 1));
  const chromium = services.engine.then(() => ensureChromium(ctx));
  // One after the other: both write the types of the routes.
  const verified = services.code.then(() => buildWeb(ctx)).then(() => verify(ctx));
  const [databaseUrl, engine, registry, passed] = await Promise.all([
    services.database,
    services.engine,
    services.registry,
    verified,
    services.baseImages,
    chromium,
  ]);
  const reports = join(ctx.dataDir, "test");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const playwrightReport = join(reports, "playwright.json");
  const env: NodeJS.ProcessEnv = {
    ...serviceEnvironment(ctx, databaseUrl, registry),
    NODE_ENV: "test",
    DOCKER_HOST: engine,
    BAKEHOUSE_TEST_REGISTRY: registry,
    BAKEHOUSE_TEST_BASE: process.env.BAKEHOUSE_BASE_IMAGE || `${registry}/${REPOSITORY}:latest`,
    CHROMIUM_PATH: await chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  };
  const run = (label: string, program: string, args: string[]) =>
    runAloud(ctx, label, [join("node_modules", ".bin", program), ...args], { env, streamed: true });
  const vitestReport = (project: string) => join(reports, `vitest-${project}.json`);
  const vitest = (project: string) =>
    run(`Vitest, ${project} tests`, "vitest", [
      ...["run", "--project", project, "--reporter=default", "--reporter=json"],
      `--outputFile.json=${vitestReport(project)}`,
    ]);
  const outcomes = [
    passed === 0,
    await vitest("quick"),
    // The patient ones wait for the most part, and leave the machine to the browser.
    ...(await Promise.all([
      vitest("patient"),
      run("Playwright", "playwright", ["test", "--reporter=list,json"]),
    ])),
  ];
  const counts = [
    countVitest(vitestReport("quick")),
    countVitest(vitestReport("patient")),
    countPlaywright(playwrightReport),
  ].reduce(addCounts);
  ctx.printer.line(`\n${formatCounts(counts)}`);
  return outcomes.every(Boolean) && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
