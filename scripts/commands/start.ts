import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bringUp } from "../bring-up.ts";
import { buildWeb } from "../build-web.ts";
import type { Context } from "../context.ts";
import { firstAdministrator } from "../first-administrator.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { keepPostgres } from "../services/postgres.ts";
import { pageUrl, startWeb } from "../start-web.ts";
import { startWorker } from "../start-worker.ts";
import { untilAborted } from "../until-aborted.ts";

/** `npm start` and `npm run dev`: everything up, the page as early as can be. Returns when it is to end. */
export async function start(ctx: Context): Promise<number> {
  const startedAt = Number(process.env.BAKEHOUSE_STARTED_AT) || Date.now();
  const services = await bringUp(ctx);
  const built = services.code.then(() => (ctx.command === "dev" ? undefined : buildWeb(ctx)));
  services.database.then(
    () => keepPostgres(ctx),
    () => {},
  );
  const page = Promise.all([services.database, built]).then(async ([databaseUrl]) => {
    const environment = serviceEnvironment(ctx, databaseUrl, services.registryAddress);
    const { sentence, setupCode } = await firstAdministrator(ctx, environment);
    await startWeb(ctx, { ...environment, BAKEHOUSE_SETUP_CODE: setupCode });
    greet(ctx, sentence, startedAt);
  });
  const worker = Promise.all([services.database, services.engine, services.registry, page]).then(
    ([databaseUrl, engine, registry]) => {
      startWorker(ctx, { ...serviceEnvironment(ctx, databaseUrl, registry), DOCKER_HOST: engine });
    },
  );
  await Promise.all([page, worker]);
  await services.baseImages.then(
    () => writeFileSync(join(ctx.dataDir, "ready"), ""),
    (error: Error) => {
      if (!ctx.signal.aborted) ctx.printer.line(`  ! ${error.message} (the next start tries again)`);
    },
  );
  await untilAborted(ctx.signal);
  return 0;
}

function greet(ctx: Context, sentence: string, startedAt: number): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  ctx.printer.line(`\n  Bakehouse is on ${pageUrl()} after ${seconds} s. Ctrl-C ends it.`);
  ctx.printer.line(`\n  ${sentence}\n`);
}
