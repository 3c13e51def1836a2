import { setTimeout as sleep } from "node:timers/promises";
import { recordGivenImage } from "../base-images/record-base-images.ts";
import { checkEnvironment } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { firstAdministrator } from "../first-administrator.ts";
import { applyMigrations } from "../migrate.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { connectionProblem } from "../services/database-connection.ts";
import { SetupError } from "../setup-error.ts";
import { pageUrl, startWeb } from "../start-web.ts";
import { step } from "../step.ts";
import { untilAborted } from "../until-aborted.ts";

const DATABASE_TIMEOUT_MS = 60_000;

/** The web process where everything else is there already, as in a container: migrates, then serves. */
export async function serve(ctx: Context): Promise<number> {
  await checkEnvironment();
  const { DATABASE_URL: databaseUrl, BAKEHOUSE_REGISTRY: registry, BAKEHOUSE_BASE_IMAGE: base } = process.env;
  if (!databaseUrl) throw new SetupError("DATABASE_URL is missing: where is the PostgreSQL to use?");
  if (!registry) throw new SetupError("BAKEHOUSE_REGISTRY is missing: where are images to be pushed?");
  await untilDatabaseAnswers(ctx, databaseUrl);
  await step(ctx, "database migrations", () => applyMigrations(databaseUrl));
  if (base) await recordGivenImage(databaseUrl, base);
  const environment = serviceEnvironment(ctx, databaseUrl, registry);
  const { sentence, setupCode } = await firstAdministrator(ctx, environment);
  await startWeb(ctx, { ...environment, BAKEHOUSE_SETUP_CODE: setupCode });
  ctx.printer.line(`\n  Bakehouse is on ${pageUrl()}.\n\n  ${sentence}\n`);
  await untilAborted(ctx.signal);
  return 0;
}

async function untilDatabaseAnswers(ctx: Context, url: string): Promise<void> {
  const deadline = Date.now() + DATABASE_TIMEOUT_MS;
  for (;;) {
    const problem = await connectionProblem(url);
    if (problem === null) return;
    if (Date.now() > deadline) throw new SetupError(`DATABASE_URL does not answer: ${problem}.`);
    await sleep(500, undefined, { signal: ctx.signal });
  }
}
